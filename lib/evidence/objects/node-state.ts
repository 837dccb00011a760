import type { Condition, EpochMs } from './fields.ts';
import type { Node } from './node.ts';

export function conditionOf(node: Node, type: string): Condition | undefined {
  return node.conditions.find((condition) => condition.type === type);
}

/** `missing` where the node carries no Ready condition: it has just registered, or the object is a fragment. */
export type Readiness = 'ready' | 'not-ready' | 'unknown' | 'missing';

export function readinessOf(node: Node): Readiness {
  const ready = conditionOf(node, 'Ready');
  if (!ready) return 'missing';
  if (ready.status === 'True') return 'ready';
  return ready.status === 'False' ? 'not-ready' : 'unknown';
}

/** The newest moment at which the node's own kubelet spoke through its status. */
export function lastHeartbeat(node: Node): EpochMs | undefined {
  const beats = node.conditions.flatMap((condition) => condition.heartbeatAt ?? []);
  return beats.length > 0 ? Math.max(...beats) : undefined;
}

/** Nodes without a kubelet of the usual kind: no DaemonSet runs there, and no lease need exist. */
export function isVirtual(node: Node): boolean {
  return (
    node.meta.labels['type'] === 'virtual-kubelet' ||
    node.meta.labels['eks.amazonaws.com/compute-type'] === 'fargate'
  );
}

/**
 * Nodes on which EKS runs the agents of network, Services and DNS itself, outside of Kubernetes: none of their DaemonSets is
 * due there. https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html
 */
export const isManagedByEks = (node: Node): boolean =>
  node.meta.labels['eks.amazonaws.com/compute-type'] === 'auto';

export const isWindows = (node: Node): boolean =>
  (node.info?.operatingSystem ?? node.meta.labels['kubernetes.io/os']) === 'windows';
