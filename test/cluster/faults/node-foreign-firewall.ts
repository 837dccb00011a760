import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { unresolved } from '../sights.ts';

const RULE = 'FORWARD -p udp --dport 53 -j DROP -m comment --comment "hardening"';

/** A rule of somebody else's, ahead of the cluster's own, drops what pods ask of DNS. */
export const nodeForeignFirewall: Fault = {
  name: 'node-foreign-firewall',
  cause: 'node.foreign-firewall-rule',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => void on(rig, 'node2', `iptables -C ${RULE} 2> /dev/null || iptables -I ${RULE}`),
  heal: (rig) => void on(rig, 'node2', `! iptables -C ${RULE} 2> /dev/null || iptables -D ${RULE}`),
  seen: [unresolved('node2', 'kubernetes.default')],
};
