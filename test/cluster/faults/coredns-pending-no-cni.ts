import { kubectl, nodesOf, on } from '../rig.ts';
import { restartDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { keepFile, keepObject, putBackFile, putBackObject } from '../keep.ts';
import { condition, podStatus } from '../sights.ts';

const DAEMONSET = ['daemonset', 'kube-flannel', 'kube-flannel-ds'] as const;
const CONFIG = '/etc/cni/net.d';

/** A cluster on which nobody has installed a network plugin yet. */
export const corednsPendingNoCni: Fault = {
  name: 'coredns-pending-no-cni',
  cause: 'cni.not-installed',
  target: 'dns',
  inject: (rig) => {
    keepObject(rig, DAEMONSET);
    kubectl(rig, ['delete', 'daemonset', 'kube-flannel-ds', '-n', 'kube-flannel', '--ignore-not-found']);
    for (const node of nodesOf(rig)) {
      keepFile(rig, node, CONFIG);
      on(rig, node, `rm -f ${CONFIG}/*; systemctl restart containerd`);
    }
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
