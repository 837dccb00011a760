import { DNS_CONFIG, editCorefile, healDns } from '../coredns.ts';
import type { Fault } from '../fault.ts';
import { podLog } from '../sights.ts';

/** The same broken Corefile while CoreDNS runs: it keeps the old one, serves on, and will die at its next start. */
export const corednsReloadFailed: Fault = {
  name: 'coredns-reload-failed',
  cause: 'dns.corefile-reload-failed',
  severity: 'error',
  target: 'dns',
  inject: (rig) =>
    editCorefile(rig, (text) => text.replace(/^(\s*)errors$/m, '$1errors\n$1proxy . /etc/resolv.conf')),
  heal: (rig) => healDns(rig, DNS_CONFIG),
  seen: [podLog('kube-system', 'k8s-app=kube-dns', /Corefile changed but reload failed/)],
};
