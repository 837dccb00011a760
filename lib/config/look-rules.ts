import type { LookRules } from '../conversation/look-policy.ts';
import type { Config } from './schema.ts';

/** Who may look where, of every cluster. */
export function lookRules({ clusters }: Config): readonly LookRules[] {
  return clusters.map(({ name, look }) => ({ name, teams: look.teams, channels: look.channels }));
}
