/** What an alert is about, as far as its labels tell. */
export interface RoutedObject {
  /** The incident's key within the cluster, for example `node/node-3`. */
  readonly object: string;
  /** What to look at, in the words of the grammar; missing where it is nothing that can be looked at. */
  readonly target: string | undefined;
}

/** Parts of a cluster that are looked at as a whole. */
export type Part = 'dns' | 'proxy' | 'network' | 'cluster';

export const partObject = (part: Part): RoutedObject => ({ object: part, target: part });

export const nodeObject = (name: string): RoutedObject => ({
  object: `node/${name}`,
  target: `node ${name}`,
});

export const serviceObject = (namespace: string, name: string): RoutedObject => ({
  object: `service/${namespace}/${name}`,
  target: `service ${namespace}/${name}`,
});

/** A workload and its pods share a thread; there is no look at one of them yet. */
export const workloadObject = (namespace: string, name: string): RoutedObject => ({
  object: `workload/${namespace}/${name}`,
  target: undefined,
});
