import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition, unitIs } from '../sights.ts';

export const kubeletStopped: Fault = {
  name: 'kubelet-stopped',
  cause: 'kubelet.stopped',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => void on(rig, 'node2', 'systemctl stop kubelet'),
  heal: (rig) => void on(rig, 'node2', 'systemctl start kubelet'),
  seen: [condition('node2', 'Ready', 'Unknown'), unitIs('node2', 'kubelet', 'inactive')],
};
