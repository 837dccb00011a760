import type { Cluster, Config } from './schema.ts';

/** The cluster that a command means which names none; undefined where several are there and none is marked. */
export function defaultCluster({ clusters }: Config): Cluster | undefined {
  return clusters.length === 1 ? clusters[0] : clusters.find((cluster) => cluster.default);
}
