import { DNS_DEPLOYMENT, healDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { keepObject } from '../keep.ts';
import { kubectl } from '../rig.ts';
import { noPods, unresolved } from '../sights.ts';

export const corednsScaledToZero: Fault = {
  name: 'coredns-scaled-to-zero',
  cause: 'dns.scaled-to-zero',
  severity: 'error',
  target: 'dns',
  inject: (rig) => {
    keepObject(rig, DNS_DEPLOYMENT);
    kubectl(rig, ['scale', 'deployment', 'coredns', '-n', 'kube-system', '--replicas=0']);
  },
  heal: (rig) => healDns(rig, DNS_DEPLOYMENT),
  seen: [noPods('kube-system', 'k8s-app=kube-dns'), unresolved('node1', 'kubernetes.default')],
};
