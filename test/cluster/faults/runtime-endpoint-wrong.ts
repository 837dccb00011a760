import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { on } from '../rig.ts';
import { condition, journal } from '../sights.ts';

const CONFIG = '/var/lib/kubelet/config.yaml';
const FLAGS = '/var/lib/kubelet/kubeadm-flags.env';
const INSTANCE = '/var/lib/kubelet/instance-config.yaml';

/** The kubelet looks for CRI-O on a node that runs containerd. kubeadm may keep the endpoint in any of three places. */
export const runtimeEndpointWrong: Fault = {
  name: 'runtime-endpoint-wrong',
  cause: 'runtime.endpoint-wrong',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => {
    for (const path of [CONFIG, FLAGS]) keepFile(rig, 'node2', path);
    on(
      rig,
      'node2',
      `for f in ${CONFIG} ${FLAGS} ${INSTANCE}; do [ ! -e $f ] || sed -i 's#unix:///run/containerd/containerd.sock#unix:///run/crio/crio.sock#' $f; done
systemctl restart kubelet`,
    );
  },
  heal: (rig) => {
    for (const path of [CONFIG, FLAGS]) putBackFile(rig, 'node2', path);
    on(rig, 'node2', 'systemctl restart kubelet');
  },
  seen: [condition('node2', 'Ready', 'Unknown'), journal('node2', 'kubelet', /\/run\/crio\/crio\.sock/)],
};
