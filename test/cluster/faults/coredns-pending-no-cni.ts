import { restartDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { keepFile, keepObject, putBackFile, putBackObject } from '../keep.ts';
import { kubectl, nodesOf, on, type Rig } from '../rig.ts';
import { until } from '../run.ts';
import { condition, podStatus } from '../sights.ts';

const DAEMONSET = ['daemonset', 'kube-flannel', 'kube-flannel-ds'] as const;
const CONFIG = '/etc/cni/net.d';

const tainted = (rig: Rig, node: string): boolean =>
  kubectl(rig, ['get', 'node', node, '-o', 'jsonpath={.spec.taints[*].key}']).includes(
    'node.kubernetes.io/not-ready',
  );

/** A cluster on which nobody has installed a network plugin yet. */
export const corednsPendingNoCni: Fault = {
  name: 'coredns-pending-no-cni',
  cause: 'cni.not-installed',
  severity: 'error',
  target: 'dns',
  inject: async (rig) => {
    keepObject(rig, DAEMONSET);
    kubectl(rig, ['delete', 'daemonset', 'kube-flannel-ds', '-n', 'kube-flannel', '--ignore-not-found']);
    for (const node of nodesOf(rig)) {
      keepFile(rig, node, CONFIG);
      on(rig, node, `rm -f ${CONFIG}/*; systemctl restart containerd`);
    }
    // The scheduler goes by the taint, which follows the condition.
    for (const node of nodesOf(rig)) await until(`${node} to be tainted`, 60_000, () => tainted(rig, node));
    restartDns(rig);
  },
  heal: (rig) => {
    putBackObject(rig, DAEMONSET);
    for (const node of nodesOf(rig)) {
      putBackFile(rig, node, CONFIG);
      on(rig, node, 'systemctl restart containerd');
    }
    restartDns(rig);
  },
  seen: [condition('node1', 'Ready', 'False'), podStatus('kube-system', 'k8s-app=kube-dns', /Pending/)],
};
