import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const CONFIG = '/etc/containerd/config.toml';

/** The configuration that Docker's containerd.io package brings switches the CRI plugin off. */
export const runtimeCriDisabled: Fault = {
  name: 'runtime-cri-disabled',
  cause: 'runtime.cri-unsupported',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    keepFile(rig, 'node2', CONFIG);
    on(rig, 'node2', `echo 'disabled_plugins = ["cri"]' > ${CONFIG}; systemctl restart containerd kubelet`);
  },
  heal: (rig) => {
    putBackFile(rig, 'node2', CONFIG);
    on(rig, 'node2', 'systemctl restart containerd kubelet');
  },
  seen: [
    condition('node2', 'Ready', 'Unknown'),
    journal('node2', 'kubelet', /unknown service runtime\.v1\.RuntimeService/),
  ],
};
