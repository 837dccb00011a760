import { healDns, restartDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { keepObject, type ObjectName } from '../keep.ts';
import { kubectl } from '../rig.ts';
import { podLog, unresolved } from '../sights.ts';

const BINDING: ObjectName = ['clusterrolebinding', '', 'system:coredns'];

export const corednsRbacMissing: Fault = {
  name: 'coredns-rbac-missing',
  cause: 'dns.rbac-missing',
  severity: 'error',
  target: 'dns',
  inject: (rig) => {
    keepObject(rig, BINDING);
    kubectl(rig, ['delete', 'clusterrolebinding', 'system:coredns', '--ignore-not-found']);
    restartDns(rig);
  },
  heal: (rig) => healDns(rig, BINDING),
  seen: [
    // CoreDNS 1.13 does not say why the watch fails.
    podLog('kube-system', 'k8s-app=kube-dns', /plugin\/kubernetes: Failed to watch/),
    unresolved('node1', 'kubernetes.default'),
  ],
};
