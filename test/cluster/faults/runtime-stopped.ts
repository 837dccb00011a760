import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition, unitIs } from '../sights.ts';

export const runtimeStopped: Fault = {
  name: 'runtime-stopped',
  cause: 'runtime.down',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => void on(rig, 'node2', 'systemctl stop containerd'),
  heal: (rig) => void on(rig, 'node2', 'systemctl start containerd'),
  seen: [condition('node2', 'Ready', 'False'), unitIs('node2', 'containerd', 'inactive')],
};
