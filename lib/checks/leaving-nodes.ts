import type { EpochMs } from '../evidence/objects/fields.ts';
import type { Node } from '../evidence/objects/node.ts';
import { conditionOf } from '../evidence/objects/node-state.ts';

/**
 * Taints by which others take a node out on purpose.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md
 * https://karpenter.sh/docs/concepts/disruption/
 * https://cloud.google.com/kubernetes-engine/docs/concepts/node-graceful-shutdown
 * https://github.com/aws/aws-node-termination-handler
 */
const removers: readonly (readonly [RegExp, string])[] = [
  [/^ToBeDeletedByClusterAutoscaler$/, 'cluster autoscaler'],
  [/^karpenter\.sh\/disrupt(ed|ion)$/, 'Karpenter'],
  [/^medik8s\.io\/remediation$/, 'medik8s'],
  [/^cloud\.google\.com\/impending-node-termination$/, 'GKE'],
  [/^aws-node-termination-handler\//, 'the AWS node termination handler'],
];

/** How long a node may take to go: after that it is stuck, and whatever is wrong with it counts again. */
const LEAVING_MS = 15 * 60_000;
/** A node gets this long after it joined to become ready, and to get the pods that are due on it. */
const JOINING_MS = 3 * 60_000;
/** A node's first status follows its registration at once. */
const FIRST_STATUS_MS = 30_000;

export const isRemovalTaint = (key: string): boolean => removers.some(([pattern]) => pattern.test(key));

/** Who takes this node out, or undefined where nobody does. */
export function removerOf(node: Node): string | undefined {
  for (const { key } of node.taints) {
    const remover = removers.find(([pattern]) => pattern.test(key));
    if (remover) return remover[1];
  }
  return node.meta.deletedAt === undefined ? undefined : 'whoever deleted it';
}

/** Whether trouble that began at `since` is no more than a node's going. */
export const isJustLeaving = (node: Node, since: EpochMs | undefined, now: EpochMs): boolean =>
  removerOf(node) !== undefined && since !== undefined && now - since < LEAVING_MS;

/**
 * Whether a node has only just joined, so that what is not there yet is not missed. One that had been ready and is so no
 * longer has joined, however young it is.
 */
export function isJoining(node: Node, now: EpochMs): boolean {
  const joinedAt = node.meta.createdAt;
  if (joinedAt === undefined || now - joinedAt >= JOINING_MS) return false;
  const ready = conditionOf(node, 'Ready');
  const notReadySince = ready?.status === 'True' ? undefined : ready?.since;
  return notReadySince === undefined || notReadySince - joinedAt <= FIRST_STATUS_MS;
}
