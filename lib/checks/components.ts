import type { Node } from '../evidence/objects/node.ts';
import { isVirtual, isWindows } from '../evidence/objects/node-state.ts';
import type { Pod } from '../evidence/objects/pod.ts';
import type { Workload } from '../evidence/objects/workload.ts';
import { SYSTEM_NAMESPACE } from '../evidence/system-namespaces.ts';

/** Which parts of a cluster are which, by the labels and names that the distributions give them. */

/** CoreDNS or kube-dns; not the autoscaler beside it, nor the cache on each node. */
export function isDnsPod(pod: Pod): boolean {
  if (pod.meta.namespace === 'openshift-dns') return pod.meta.name.startsWith('dns-default-');
  return (
    pod.meta.namespace === SYSTEM_NAMESPACE &&
    (pod.meta.labels['k8s-app'] === 'kube-dns' || /^coredns-[a-z0-9]+-[a-z0-9]{5}$/.test(pod.meta.name)) &&
    !/autoscaler/.test(pod.meta.name)
  );
}

export function isDnsDeployment(workload: Workload): boolean {
  return (
    workload.meta.labels['k8s-app'] === 'kube-dns' ||
    workload.templateLabels['k8s-app'] === 'kube-dns' ||
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

/** Whether a pod of a DaemonSet is due on a node. Taints are left out: those of the system tolerate them all. */
export function isDueOn(daemonSet: Workload, node: Node): boolean {
  if (isVirtual(node) || isWindows(node)) return false;
  const selector = Object.entries(daemonSet.nodeSelector);
  return selector.every(([key, value]) => node.meta.labels[key] === value);
}
