import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import type { Workload } from '../../evidence/objects/workload.ts';
import type { Listing, Reading } from '../../evidence/reading.ts';
import type { InstalledPlugin } from './plugins.ts';

/** What the pod network is judged by. */
export interface Scene {
  readonly nodes: Listing<Node>;
  readonly neighbours: Reading<Listing<Node>>;
  readonly daemonSets: Listing<Workload>;
  readonly pods: Reading<Listing<Pod>>;
  readonly installed: readonly InstalledPlugin[];
  readonly now: EpochMs;
}
