import { keepObject, type ObjectName, putBackObject, restartPods } from './keep.ts';
import { patch } from './patch.ts';
import { kubectl, type Rig } from './rig.ts';

const DNS_LABEL = 'k8s-app=kube-dns';
export const DNS_CONFIG: ObjectName = ['configmap', 'kube-system', 'coredns'];
export const DNS_DEPLOYMENT: ObjectName = ['deployment', 'kube-system', 'coredns'];

/** Changes the Corefile in its ConfigMap; the pods take it up when they reload or start. */
export function editCorefile(rig: Rig, edit: (text: string) => string): void {
  keepObject(rig, DNS_CONFIG);
  const text = kubectl(rig, [
    'get',
    'configmap',
    'coredns',
    '-n',
    'kube-system',
    '-o',
    'jsonpath={.data.Corefile}',
  ]);
  patch(rig, DNS_CONFIG, { data: { Corefile: edit(text) } });
}

export function restartDns(rig: Rig): void {
  restartPods(rig, 'kube-system', DNS_LABEL);
}

/** Puts back what was kept of CoreDNS and starts it anew. */
export function healDns(rig: Rig, ...objects: ObjectName[]): void {
  for (const object of objects) putBackObject(rig, object);
  restartDns(rig);
}
