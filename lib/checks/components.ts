import type { Node } from '../evidence/objects/node.ts';
import { isManagedByEks, isVirtual, isWindows } from '../evidence/objects/node-state.ts';
import type { Pod } from '../evidence/objects/pod.ts';
import type { Workload } from '../evidence/objects/workload.ts';
import { DNS_LABEL_VALUES, SYSTEM_NAMESPACE } from '../evidence/system-namespaces.ts';

/** Which parts of a cluster are which, by the labels and names that the distributions give them. */

const isDnsLabel = (labels: Readonly<Record<string, string>>): boolean =>
  DNS_LABEL_VALUES.includes(labels['k8s-app'] ?? '');

/** CoreDNS or kube-dns; not the autoscaler beside it, nor the cache on each node. */
export function isDnsPod(pod: Pod): boolean {
  if (pod.meta.namespace === 'openshift-dns') return pod.meta.name.startsWith('dns-default-');
  return (
    pod.meta.namespace === SYSTEM_NAMESPACE &&
    (isDnsLabel(pod.meta.labels) || /^coredns-[a-z0-9]+-[a-z0-9]{5}$/.test(pod.meta.name)) &&
    !/autoscaler/.test(pod.meta.name)
  );
}

export function isDnsDeployment(workload: Workload): boolean {
  return (
    isDnsLabel(workload.meta.labels) ||
    isDnsLabel(workload.templateLabels) ||
    workload.meta.name === 'coredns'
  );
}

/** kubeadm labels it `k8s-app`, AKS and GKE `component`; GKE runs it as a static pod. */
export function isProxyPod(pod: Pod): boolean {
  return (
    pod.meta.namespace === SYSTEM_NAMESPACE &&
    (pod.meta.labels['k8s-app'] === 'kube-proxy' ||
      pod.meta.labels['component'] === 'kube-proxy' ||
      /^kube-proxy-[a-z0-9-]+$/.test(pod.meta.name))
  );
}

/** The DaemonSet for Linux nodes; Windows nodes run one of their own. */
export function isProxyDaemonSet(workload: Workload): boolean {
  return workload.meta.namespace === SYSTEM_NAMESPACE && workload.meta.name === 'kube-proxy';
}

/**
 * Who may serve DNS instead of pods, or undefined where only pods can: EKS runs it on the nodes of its Auto Mode, and
 * GKE may use Cloud DNS, which no object shows.
 * https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html
 * https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns
 */
export function dnsWithoutPods(nodes: readonly Node[]): 'EKS Auto Mode' | 'Cloud DNS of GKE' | undefined {
  if (nodes.some(isManagedByEks)) return 'EKS Auto Mode';
  return nodes.some((node) => node.meta.labels['cloud.google.com/gke-nodepool'] !== undefined)
    ? 'Cloud DNS of GKE'
    : undefined;
}

/**
 * Whether a DaemonSet's controller has made every pod that it finds due. Node affinity is not read here, and taints are
 * not either; its own count knows both, so where it is met no pod is missing.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/daemon-set-v1/#DaemonSetStatus
 */
export const isFullyScheduled = ({ current, desired }: Workload): boolean => current >= desired;

/** Whether a pod of a DaemonSet is due on a node. Taints are left out: those of the system tolerate them all. */
export function isDueOn(daemonSet: Workload, node: Node): boolean {
  if (isVirtual(node) || isManagedByEks(node) || isWindows(node)) return false;
  const selector = Object.entries(daemonSet.nodeSelector);
  return selector.every(([key, value]) => node.meta.labels[key] === value);
}
