import type { Fault } from '../fault.ts';
import { restartPods } from '../keep.ts';
import type { Rig } from '../rig.ts';
import { CONTROL, kubectl, on, tryKubectl } from '../rig.ts';
import { until } from '../run.ts';
import { podLog } from '../sights.ts';

const UNIT = '/etc/systemd/system/kube-controller-manager.service';

/** A podCIDR is set once and for all, so the node registers anew while nobody, or again somebody, hands ranges out. */
async function register(rig: Rig, allocate: boolean): Promise<void> {
  const wanted = `--allocate-node-cidrs=${allocate}`;
  on(
    rig,
    CONTROL,
    `sed -i 's/--allocate-node-cidrs=[a-z]*/${wanted}/' ${UNIT}; systemctl daemon-reload; systemctl restart kube-controller-manager`,
  );
  kubectl(rig, ['delete', 'node', 'node2', '--ignore-not-found']);
  on(rig, 'node2', 'rm -f /run/flannel/subnet.env; systemctl restart kubelet');
  await until('node2 to register', 60_000, () => tryKubectl(rig, ['get', 'node', 'node2']).status === 0);
  restartPods(rig, 'kube-flannel', 'app=flannel');
}

export const podCidrMissing: Fault = {
  name: 'pod-cidr-missing',
  cause: 'cni.pod-cidr-missing',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => register(rig, false),
  heal: (rig) => register(rig, true),
  seen: [
    {
      what: 'node2 has no podCIDR',
      holds: (rig) => kubectl(rig, ['get', 'node', 'node2', '-o', 'jsonpath={.spec.podCIDR}']) === '',
    },
    podLog('kube-flannel', 'app=flannel', /pod cidr not assigned/),
  ],
};
