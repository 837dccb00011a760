import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition, unitIs } from '../sights.ts';

export const kubeletDisabled: Fault = {
  name: 'kubelet-disabled',
  cause: 'kubelet.disabled',
  severity: 'error',
  target: 'node node2',
  inject: (rig) =>
    void on(rig, 'node2', 'systemctl disable --quiet kubelet; systemctl mask --quiet --now kubelet'),
  heal: (rig) =>
    void on(rig, 'node2', 'systemctl unmask --quiet kubelet; systemctl enable --quiet --now kubelet'),
  seen: [condition('node2', 'Ready', 'Unknown'), unitIs('node2', 'kubelet', 'inactive')],
};
