import type { Fault } from '../fault.ts';
import { on } from '../rig.ts';
import { unresolved } from '../sights.ts';

export const nodeIpForwardOff: Fault = {
  name: 'node-ip-forward-off',
  cause: 'node.sysctl-wrong',
  severity: 'error',
  target: 'node node2',
  inject: (rig) => void on(rig, 'node2', 'sysctl -qw net.ipv4.ip_forward=0'),
  heal: (rig) => void on(rig, 'node2', 'sysctl -qw net.ipv4.ip_forward=1'),
  seen: [unresolved('node2', 'kubernetes.default')],
};
