/** Where the cluster's own DNS and proxy live. OpenShift keeps DNS in a namespace of its own. */
export const SYSTEM_NAMESPACE = 'kube-system';
export const DNS_NAMESPACES: readonly string[] = [SYSTEM_NAMESPACE, 'openshift-dns'];

/**
 * The label that CoreDNS and kube-dns carry in every distribution but OpenShift. The chart of CoreDNS writes its own name
 * there: https://github.com/coredns/helm/blob/master/charts/coredns/templates/_helpers.tpl
 */
export const DNS_LABEL_VALUES: readonly string[] = ['kube-dns', 'coredns'];
export const DNS_LABEL = `k8s-app in (${DNS_LABEL_VALUES.join(',')})`;

/**
 * The names under which the distributions run the Service of cluster DNS, best first. The Service `kube-dns-upstream`
 * carries the same label and belongs to the cache on each node:
 * https://github.com/kubernetes/kubernetes/blob/master/cluster/addons/dns/nodelocaldns/nodelocaldns.yaml
 */
export const DNS_SERVICE_NAMES: readonly string[] = [
  'kube-dns',
  'coredns',
  'dns-default',
  'rke2-coredns-rke2-coredns',
];

/** Namespaces in which network plugins install themselves. */
export const NETWORK_NAMESPACES: readonly string[] = [
  SYSTEM_NAMESPACE,
  'kube-flannel',
  'calico-system',
  'tigera-operator',
  'cilium',
  'antrea-system',
  'ovn-kubernetes',
  'openshift-ovn-kubernetes',
  'openshift-sdn',
  'openshift-multus',
];

/** Whether a namespace holds parts of the cluster itself, whose faults are the cluster's. */
export function isSystemNamespace(namespace: string | undefined): boolean {
  return (
    namespace !== undefined && (NETWORK_NAMESPACES.includes(namespace) || DNS_NAMESPACES.includes(namespace))
  );
}
