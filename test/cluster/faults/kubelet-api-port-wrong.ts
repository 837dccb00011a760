import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const KUBECONFIG = '/etc/kubernetes/kubelet.conf';

export const kubeletApiPortWrong: Fault = {
  name: 'kubelet-api-port-wrong',
  cause: 'kubelet.api-server-address-wrong',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', KUBECONFIG);
    on(rig, 'node2', `sed -i 's/:6443$/:6444/' ${KUBECONFIG}; systemctl restart kubelet`);
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', KUBECONFIG);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /:6444: connect: connection refused/),
  ],
};
