import type { Fault } from '../fault.ts';
import { CONTROL, on } from '../rig.ts';
import { condition } from '../sights.ts';

export const nodeNetworkCut: Fault = {
  name: 'node-network-cut',
  cause: 'node.network-cut',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => void on(rig, CONTROL, 'ip link set v-node2 down'),
  heal: (rig) => void on(rig, CONTROL, 'ip link set v-node2 up'),
  seen: [condition('node2', 'Ready', 'Unknown')],
};
