import type { Config } from '../config/schema.ts';
import type { AlertToken } from './alert-tokens.ts';
import { localIds } from './local-slack.ts';

/**
 * The configuration as it is for the local Slack: alerts of every cluster go to its one channel, by the token that this
 * machine made or by those of the configuration, and whoever sits here may look at everything.
 */
export function forLocalSlack(config: Config, tokens: readonly AlertToken[]): Config {
  const hashOf = new Map(tokens.map(({ cluster, hash }) => [cluster, hash]));
  return {
    ...config,
    clusters: config.clusters.map((cluster) => {
      const hash = hashOf.get(cluster.name);
      const tokenHashes = [...(cluster.alerts?.tokenHashes ?? []), ...(hash ? [hash] : [])];
      return { ...cluster, look: {}, alerts: { tokenHashes, channel: localIds.channelId } };
    }),
  };
}
