import type { Config } from './schema.ts';

/**
 * The channel to which a cluster's alerts go.
 * @throws RangeError for a cluster that takes no alerts, or is no longer in the configuration
 */
export function channelOfAlerts({ clusters }: Config): (name: string) => string {
  return (name) => {
    const channel = clusters.find((cluster) => cluster.name === name)?.alerts?.channel;
    if (channel === undefined) throw new RangeError(`${name} has no channel for alerts`);
    return channel;
  };
}
