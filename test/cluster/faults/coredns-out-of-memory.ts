import { DNS_DEPLOYMENT, healDns, restartDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { keepObject } from '../keep.ts';
import { patchAt } from '../patch.ts';
import { kubectl } from '../rig.ts';
import { podStatus, unresolved } from '../sights.ts';

/** A limit below what CoreDNS needs to start; the kernel kills it. */
export const corednsOutOfMemory: Fault = {
  name: 'coredns-out-of-memory',
  cause: 'dns.out-of-memory',
  severity: 'error',
  target: 'dns',
  inject: (rig) => {
    keepObject(rig, DNS_DEPLOYMENT);
    const resources = { limits: { memory: '8Mi' }, requests: { cpu: '100m', memory: '8Mi' } };
    patchAt(rig, DNS_DEPLOYMENT, '/spec/template/spec/containers/0/resources', resources);
    kubectl(rig, [
      'delete',
      'replicaset',
      '-n',
      'kube-system',
      '-l',
      'k8s-app=kube-dns',
      '--cascade=background',
    ]);
    restartDns(rig);
  },
  heal: (rig) => healDns(rig, DNS_DEPLOYMENT),
  seen: [
    podStatus('kube-system', 'k8s-app=kube-dns', /OOMKilled|CrashLoopBackOff/),
    unresolved('node1', 'kubernetes.default'),
  ],
};
