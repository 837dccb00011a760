import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

export const kubeletBinaryMissing: Fault = {
  name: 'kubelet-binary-missing',
  cause: 'kubelet.binary-missing',
  severity: 'error',
  target: 'node node2',
  inject: (rig) =>
    void on(
      rig,
      'node2',
      '[ ! -e /usr/bin/kubelet ] || mv /usr/bin/kubelet /usr/bin/kubelet.gone; systemctl restart kubelet || true',
    ),
  heal: (rig) =>
    void on(
      rig,
      'node2',
      '[ ! -e /usr/bin/kubelet.gone ] || mv /usr/bin/kubelet.gone /usr/bin/kubelet; systemctl restart kubelet',
    ),
  seen: [condition('node2', 'Ready', 'Unknown'), journal('node2', 'kubelet', /status=203\/EXEC/)],
};
