import type { Fault } from '../fault.ts';
import { CONTROL, on } from '../rig.ts';
import { podLog, unresolved } from '../sights.ts';

/** Names of the cluster resolve, names of outside do not. */
export const corednsUpstreamDown: Fault = {
  name: 'coredns-upstream-down',
  cause: 'dns.upstream-unreachable',
  severity: 'error',
  target: 'dns',
  inject: (rig) => void on(rig, CONTROL, 'systemctl stop upstream-dns'),
  heal: (rig) => void on(rig, CONTROL, 'systemctl start upstream-dns'),
  seen: [
    unresolved('node1', 'upstream.wardround.test.'),
    podLog('kube-system', 'k8s-app=kube-dns', /plugin\/errors: .* upstream\.wardround\.test/),
  ],
};
