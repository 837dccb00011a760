import type { LookPolicy, Permission } from '../incidents/ports.ts';
import type { Asker } from '../jobs/job.ts';
import { type Message, say } from '../messages/message.ts';

/** Who may look at a cluster, as its configuration says. */
export interface LookRules {
  readonly name: string;
  /** The workspaces whose members may; without it the installation's own. An empty list means nobody. */
  readonly teams?: readonly string[] | undefined;
  /** The channels where it is allowed; without it every channel. An empty list means nowhere. */
  readonly channels?: readonly string[] | undefined;
}

const allowed: Permission = { allowed: true };
const refused = (reason: Message): Permission => ({ allowed: false, reason });

/** Whether a cluster may be looked at from this workspace and channel. Says nothing yet about who asks. */
export function mayLookFrom(asker: Asker, { name, teams, channels }: LookRules): Permission {
  if (
    asker.userTeamId !== undefined &&
    asker.userTeamId !== asker.teamId &&
    !teams?.includes(asker.userTeamId)
  )
    return refused(say('policy.not-member', {}));
  if (teams && !teams.includes(asker.teamId)) return refused(say('policy.other-team', { cluster: name }));
  if (channels && !channels.includes(asker.channelId))
    return refused(say('policy.other-channel', { cluster: name }));
  return allowed;
}

/**
 * The whole question, asked by the worker: guests and people of other organizations never may. `homeTeam` is the
 * workspace of the installation: requests of another one need a cluster that names it.
 */
export function lookPolicy(clusters: readonly LookRules[], homeTeam: string | undefined): LookPolicy {
  const rules = new Map(clusters.map((cluster) => [cluster.name, withHome(cluster, homeTeam)]));
  return ({ asker, person, cluster }) => {
    const rule = rules.get(cluster);
    if (!rule) return refused(say('policy.unknown-cluster', { cluster }));
    if (person.isGuest || person.isStranger || person.isBot) return refused(say('policy.not-member', {}));
    return mayLookFrom(asker, rule);
  };
}

/** A cluster that names no workspace belongs to the installation's own. */
export function withHome(cluster: LookRules, homeTeam: string | undefined): LookRules {
  return cluster.teams === undefined && homeTeam !== undefined ? { ...cluster, teams: [homeTeam] } : cluster;
}
