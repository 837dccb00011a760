import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, message } from '../sights.ts';

const CONFIG = '/etc/cni/net.d';

export const cniConfigRemoved: Fault = {
  name: 'cni-config-removed',
  cause: 'cni.config-missing',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', CONFIG);
    on(rig, 'node2', `rm -f ${CONFIG}/*`);
  },
  // The runtime watches the directory itself and would not notice a new one in its place.
  heal: (rig) => {
    putBackFile(rig, 'node2', CONFIG);
    on(rig, 'node2', 'systemctl restart containerd');
  },
  seen: [condition('node2', 'Ready', 'False'), message('node2', 'Ready', /cni plugin not initialized/)],
};
