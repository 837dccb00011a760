import { restartDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { keepFile, putBackFile } from '../keep.ts';
import { nodesOf, on } from '../rig.ts';
import { podLog, podStatus, unresolved } from '../sights.ts';

const RESOLV = '/etc/resolv.conf';

/** The nodes name a resolver of their own on loopback, as systemd-resolved does; inside a pod that is CoreDNS itself. */
export const corednsLoop: Fault = {
  name: 'coredns-loop',
  cause: 'dns.forwarding-loop',
  severity: 'error',
  target: 'dns',
  inject: (rig) => {
    for (const node of nodesOf(rig)) {
      keepFile(rig, node, RESOLV);
      on(rig, node, `echo nameserver 127.0.0.53 > ${RESOLV}`);
    }
    restartDns(rig);
  },
  heal: (rig) => {
    for (const node of nodesOf(rig)) putBackFile(rig, node, RESOLV);
    restartDns(rig);
  },
  seen: [
    podStatus('kube-system', 'k8s-app=kube-dns', /CrashLoopBackOff/),
    podLog('kube-system', 'k8s-app=kube-dns', /plugin\/loop: Loop \(.*\) detected/),
    unresolved('node1', 'kubernetes.default'),
  ],
};
