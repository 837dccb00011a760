import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

/** The certificate is of node2; under another name the Node authorizer lets it do nothing. */
export const kubeletHostnameMismatch: Fault = {
  name: 'kubelet-hostname-mismatch',
  cause: 'kubelet.hostname-mismatch',
  severity: 'error',
  target: 'node node2',
  inject: (rig) =>
    void on(
      rig,
      'node2',
      'echo KUBELET_EXTRA_ARGS=--hostname-override=node2.example.test > /etc/default/kubelet; systemctl restart kubelet',
    ),
  heal: (rig) => void on(rig, 'node2', 'rm -f /etc/default/kubelet; systemctl restart kubelet'),
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /node "node2" is not allowed to|User \\*"system:node:node2\\*" cannot/),
  ],
};
