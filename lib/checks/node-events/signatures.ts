import type { CauseId } from '../../causes/catalogue.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { conditionOf } from '../../evidence/objects/node-state.ts';

/** What an event about a node means. */
export interface EventSignature {
  readonly reason: string;
  /** The message must match, if there is one. */
  readonly message?: RegExp;
  /** A message that matches this is known to be harmless. */
  readonly except?: RegExp;
  /** Events are history: where the node's own object shows the present state, that decides. */
  readonly still?: (node: Node) => boolean;
  readonly cause: CauseId;
}

const routeMissing = (node: Node): boolean => conditionOf(node, 'NetworkUnavailable')?.status === 'True';
const noPodCidr = (node: Node): boolean => node.podCidrs.length === 0;

/**
 * kubelet: https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/events/event.go
 * node-problem-detector: https://github.com/kubernetes/node-problem-detector/tree/master/config
 * Reasons that only repeat a condition (NodeNotReady, NodeHasDiskPressure) are left to the check of conditions.
 */
export const eventSignatures: readonly EventSignature[] = [
  {
    reason: 'ImageGCFailed',
    message: /wanted to free \d+ bytes|failed to garbage collect required amount/i,
    cause: 'kubelet.image-gc-failing',
  },
  { reason: 'FreeDiskSpaceFailed', cause: 'kubelet.image-gc-failing' },
  { reason: 'Rebooted', cause: 'node.rebooted' },
  // The kubelet reports only what the kernel killed outside of any container's own limit.
  { reason: 'SystemOOM', cause: 'kernel.oom-kill' },
  { reason: 'OOMKilling', except: /memory cgroup out of memory/i, cause: 'kernel.oom-kill' },
  { reason: 'TaskHung', cause: 'kernel.task-hung' },
  { reason: 'DockerHung', cause: 'kernel.task-hung' },
  { reason: 'KernelOops', cause: 'kernel.oops' },
  { reason: 'UnregisterNetDevice', cause: 'kernel.netdevice-leak' },
  { reason: 'FilesystemIsReadOnly', cause: 'kernel.filesystem-read-only' },
  { reason: 'Ext4Error', cause: 'kernel.io-error' },
  { reason: 'IOError', cause: 'kernel.io-error' },
  { reason: 'ConntrackFull', cause: 'kernel.conntrack-full' },
  { reason: 'FailedToCreateRoute', still: routeMissing, cause: 'node.route-missing' },
  { reason: 'CIDRNotAvailable', still: noPodCidr, cause: 'cni.pod-cidr-missing' },
  { reason: 'CIDRAssignmentFailed', still: noPodCidr, cause: 'cni.pod-cidr-missing' },
];

/** A kubelet that starts so often within the window restarts again and again. */
export const STARTS_OF_A_LOOP = 4;
export const STARTS_WINDOW_MS = 10 * 60_000;
