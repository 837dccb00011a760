import { DNS_CONFIG, editCorefile, healDns, restartDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { podLog, podStatus, unresolved } from '../sights.ts';

export const corednsCorefileInvalid: Fault = {
  name: 'coredns-corefile-invalid',
  cause: 'dns.corefile-invalid',
  severity: 'error',
  target: 'dns',
  inject: (rig) => {
    editCorefile(rig, (text) => text.replace(/^(\s*)errors$/m, '$1errors\n$1proxy . /etc/resolv.conf'));
    restartDns(rig);
  },
  heal: (rig) => healDns(rig, DNS_CONFIG),
  seen: [
    podStatus('kube-system', 'k8s-app=kube-dns', /CrashLoopBackOff/),
    podLog('kube-system', 'k8s-app=kube-dns', /Unknown directive 'proxy'/),
    unresolved('node1', 'kubernetes.default'),
  ],
};
