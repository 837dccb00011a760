import { expect, test } from '@jest/globals';
import { unschedulableCause } from './unschedulable.ts';

/**
 * Messages of the scheduler through its versions:
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/scheduler/framework/types.go
 * https://github.com/kubernetes/kubernetes/blob/v1.20.0/pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go
 * https://github.com/kubernetes/kubernetes/blob/v1.11.0/pkg/scheduler/algorithm/predicates/error.go
 */
const messages: readonly (readonly [string, string | undefined])[] = [
  ['0/3 nodes are available: 3 Insufficient cpu.', 'pod.unschedulable-resources'],
  [
    '0/3 nodes are available: 1 Insufficient cpu, 2 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.',
    'pod.unschedulable-resources',
  ],
  ['0/2 nodes are available: 2 Insufficient nvidia.com/gpu.', 'pod.unschedulable-resources'],
  ['0/1 nodes are available: 1 Too many pods.', 'pod.unschedulable-resources'],
  [
    '0/3 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 2 Insufficient memory.',
    'pod.unschedulable-resources',
  ],
  ['0/3 nodes are available: 3 node(s) had untolerated taint {dedicated: gpu}.', 'pod.unschedulable-taint'],
  [
    '0/3 nodes are available: 3 node(s) had untolerated taint(s). no new claims to deallocate.',
    'pod.unschedulable-taint',
  ],
  [
    "0/3 nodes are available: 3 node(s) had taint {dedicated: gpu}, that the pod didn't tolerate.",
    'pod.unschedulable-taint',
  ],
  ["0/3 nodes are available: 3 node(s) had taints that the pod didn't tolerate.", 'pod.unschedulable-taint'],
  [
    "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
    'pod.unschedulable-selector',
  ],
  ["0/3 nodes are available: 3 node(s) didn't match node selector.", 'pod.unschedulable-selector'],
  ["0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules.", 'pod.unschedulable-selector'],
  [
    "0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints.",
    'pod.unschedulable-selector',
  ],
  ['0/3 nodes are available: 3 node(s) had untolerated taint {node.kubernetes.io/not-ready: }.', undefined],
  [
    "0/1 nodes are available: 1 node(s) had taint {node.kubernetes.io/not-ready: }, that the pod didn't tolerate.",
    undefined,
  ],
  [
    '0/2 nodes are available: 1 Insufficient cpu, 1 node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }.',
    undefined,
  ],
  ['0/1 nodes are available: 1 node(s) had untolerated taint {node.cilium.io/agent-not-ready: }.', undefined],
  ['0/1 nodes are available: 1 node(s) were unschedulable.', undefined],
  ['no nodes available to schedule pods', undefined],
  ['', undefined],
];

test.each(messages)('%j is told as %s', (message, cause) => {
  expect(unschedulableCause(message)).toBe(cause);
});
