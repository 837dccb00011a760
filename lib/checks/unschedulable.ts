import type { CauseId } from '../causes/catalogue.ts';

/**
 * Taints that Kubernetes itself puts on a node that is not well: behind a pod that waits for one of these stands the
 * node's own cause. https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const sickNode =
  /node\.kubernetes\.io\/(not-ready|unreachable|network-unavailable|disk-pressure|memory-pressure|pid-pressure)|node\.cilium\.io\/agent-not-ready/;

/** 1.24 and newer; 1.18 to 1.23 (`had taint {key: value}, that …`); older (`had taints that …`). */
const untoleratedTaint = /untolerated taint|had taints?\b.{0,200}that the pod didn't tolerate/i;

/**
 * Why the scheduler finds no node, read from its message, or undefined where every node that is left is merely not well.
 * The message counts nodes by reason: `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint
 * {node.kubernetes.io/not-ready: }`.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/scheduler/framework/types.go (FitError)
 */
export function unschedulableCause(message: string): CauseId | undefined {
  if (sickNode.test(message)) return undefined;
  if (/insufficient [a-z]|too many pods/i.test(message)) return 'pod.unschedulable-resources';
  if (untoleratedTaint.test(message)) return 'pod.unschedulable-taint';
  if (/node affinity|node selector|match pod affinity|anti-affinity rules|topology spread/i.test(message)) {
    return 'pod.unschedulable-selector';
  }
  return undefined;
}
