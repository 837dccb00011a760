import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

/** --network-plugin left with dockershim in 1.24: https://kubernetes.io/blog/2022/05/03/kubernetes-1-24-release-announcement/ */
export const kubeletUnknownFlag: Fault = {
  name: 'kubelet-unknown-flag',
  cause: 'kubelet.unknown-flag',
  severity: 'error',
  target: 'node node2',
  inject: (rig) =>
    void on(
      rig,
      'node2',
      'echo KUBELET_EXTRA_ARGS=--network-plugin=cni > /etc/default/kubelet; systemctl restart kubelet',
    ),
  heal: (rig) => void on(rig, 'node2', 'rm -f /etc/default/kubelet; systemctl restart kubelet'),
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /unknown flag: --network-plugin/),
  ],
};
