import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const CA = '/etc/kubernetes/pki/ca.crt';

export const kubeletClientCaMissing: Fault = {
  name: 'kubelet-client-ca-missing',
  cause: 'kubelet.client-ca-missing',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', CA);
    on(rig, 'node2', `rm -f ${CA}; systemctl restart kubelet`);
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', CA);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /unable to load client CA file/),
  ],
};
