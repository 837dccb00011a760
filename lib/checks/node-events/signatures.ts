import type { CauseId } from '../../causes/catalogue.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { conditionOf, readinessOf } from '../../evidence/objects/node-state.ts';

/** What an event about a node means. */
export interface EventSignature {
  readonly reason: string;
  /** The message must match, if there is one. */
  readonly message?: RegExp;
  /** A message that matches this is known to be harmless. */
  readonly except?: RegExp;
  /** Fewer than so many are harmless. */
  readonly atLeast?: number;
  /** Events are history: where the node's own object shows the present state, that decides. */
  readonly still?: (node: Node) => boolean;
  readonly cause: CauseId;
}

const routeMissing = (node: Node): boolean => conditionOf(node, 'NetworkUnavailable')?.status === 'True';
/** Calico and Cilium may give addresses of their own: a node that is Ready has no use for the range that it did not get. */
const noPodCidr = (node: Node): boolean => node.podCidrs.length === 0 && readinessOf(node) !== 'ready';

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
  // node-problem-detector reports every kill. Only `Out of memory: Killed process` is the machine's own shortage; older
  // kernels write `Killed process` alone, which does not say whose limit it was.
  // https://github.com/torvalds/linux/blob/v5.4/mm/oom_kill.c (__oom_kill_process)
  {
    reason: 'OOMKilling',
    message: /\bout of memory: kill(ed)? process/i,
    except: /memory cgroup out of memory/i,
    cause: 'kernel.oom-kill',
  },
  { reason: 'TaskHung', cause: 'kernel.task-hung' },
  { reason: 'DockerHung', cause: 'kernel.task-hung' },
  { reason: 'KernelOops', cause: 'kernel.oops' },
  // One such line passes by itself, which is why node-problem-detector has a counter for the frequent kind:
  // https://github.com/kubernetes/node-problem-detector/blob/master/config/kernel-monitor-counter.json
  { reason: 'UnregisterNetDevice', atLeast: 3, cause: 'kernel.netdevice-leak' },
  { reason: 'FilesystemIsReadOnly', cause: 'kernel.filesystem-read-only' },
  { reason: 'Ext4Error', cause: 'kernel.io-error' },
  { reason: 'IOError', cause: 'kernel.io-error' },
  { reason: 'ConntrackFull', cause: 'kernel.conntrack-full' },
  { reason: 'FailedToCreateRoute', still: routeMissing, cause: 'node.route-missing' },
  { reason: 'CIDRNotAvailable', still: noPodCidr, cause: 'cni.pod-cidr-missing' },
  { reason: 'CIDRAssignmentFailed', still: noPodCidr, cause: 'cni.pod-cidr-missing' },
];

/**
 * A kubelet that starts so often within the window, and just now again, restarts by itself: systemd waits ten seconds. Who
 * mends a node restarts it a few times too, more slowly, and then it runs.
 * https://github.com/kubernetes/release/blob/master/cmd/krel/templates/latest/kubelet/kubelet.service
 */
export const STARTS_OF_A_LOOP = 4;
export const STARTS_WINDOW_MS = 2 * 60_000;
export const STARTED_JUST_NOW_MS = 60_000;
