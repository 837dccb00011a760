import type { People } from '../../incidents/ports.ts';
import { type SlackAccess, slackCalls } from './web-api.ts';

/** Asks Slack who somebody is: https://docs.slack.dev/reference/methods/users.info */
export function slackPeople(access: SlackAccess): People {
  const call = slackCalls(access);
  return {
    async describe(userId, teamId) {
      const { user } = await call((client) => client.users.info({ user: userId }).catch(nobodyOf));
      // What Slack leaves out is not known, and whoever is not known is a stranger.
      return {
        isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
        isStranger: user === undefined || user.is_stranger === true || user.team_id !== teamId,
        isBot: user?.is_bot === true,
      };
    },
  };
}

/** Slack does not show everybody of another organization: https://docs.slack.dev/reference/methods/users.info#errors */
const unseen: readonly unknown[] = ['user_not_found', 'user_not_visible'];

function nobodyOf(error: unknown): { readonly user?: undefined } {
  const { data } = error as { data?: { error?: unknown } }; // web-api's errors
  if (unseen.includes(data?.error)) return {};
  throw error;
}
