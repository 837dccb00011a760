import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const KUBECONFIG = '/etc/kubernetes/kubelet.conf';

/** Neither an identity nor a way to get one: kubeadm removes the bootstrap kubeconfig once a node has joined. */
export const bootstrapMissing: Fault = {
  name: 'bootstrap-missing',
  cause: 'certificate.bootstrap-missing',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', KUBECONFIG);
    on(rig, 'node2', `rm -f ${KUBECONFIG}; systemctl restart kubelet`);
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', KUBECONFIG);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /bootstrap-kubelet\.conf: no such file or directory/),
  ],
};
