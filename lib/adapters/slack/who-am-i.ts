import { WebClient } from '@slack/web-api';
import { quietLogger } from './quiet-logger.ts';
import { SlackRefusal } from './slack-refusal.ts';

const TIMEOUT_MS = 10_000;

/** Who a bot token speaks as. */
export interface BotIdentity {
  readonly teamId: string;
  readonly team: string;
  readonly bot: string;
}

/**
 * Asks Slack whose token this is: https://docs.slack.dev/reference/methods/auth.test
 * @throws SlackRefusal
 */
export async function whoAmI(token: string, slackApiUrl?: string): Promise<BotIdentity> {
  const client = new WebClient(token, {
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quietLogger(),
    ...(slackApiUrl ? { slackApiUrl } : {}),
  });
  try {
    const { team_id: teamId, team, user } = await client.auth.test();
    if (!teamId) throw new SlackRefusal('no_team');
    return { teamId, team: team ?? teamId, bot: user ?? 'wardround' };
  } catch (error) {
    throw SlackRefusal.of(error);
  }
}
