/** Where the cluster's own DNS and proxy live. OpenShift keeps DNS in a namespace of its own. */
export const SYSTEM_NAMESPACE = 'kube-system';
export const DNS_NAMESPACES: readonly string[] = [SYSTEM_NAMESPACE, 'openshift-dns'];

/** The label that CoreDNS and kube-dns carry in every distribution but OpenShift. */
export const DNS_LABEL = 'k8s-app=kube-dns';

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
