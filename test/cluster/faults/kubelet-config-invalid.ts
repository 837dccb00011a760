import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const CONFIG = '/var/lib/kubelet/config.yaml';

export const kubeletConfigInvalid: Fault = {
  name: 'kubelet-config-invalid',
  cause: 'kubelet.config-invalid',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', CONFIG);
    on(
      rig,
      'node2',
      `sed -i 's/^cgroupDriver:.*/cgroupDriver: [cgroupfs/' ${CONFIG}; systemctl restart kubelet`,
    );
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', CONFIG);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /failed to load kubelet config file/),
  ],
};
