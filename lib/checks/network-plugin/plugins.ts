import type { Workload } from '../../evidence/objects/workload.ts';

/** A network plugin, and how it shows in a cluster. */
export interface NetworkPlugin {
  readonly name: string;
  /** Its agent: the DaemonSet that runs on every node. */
  readonly isAgent: (daemonSet: Workload) => boolean;
  /** Whether it enforces NetworkPolicy by itself. */
  readonly enforcesPolicy: boolean;
  /** Whether its upstream is archived. */
  readonly archived: boolean;
  /** Whether it never serves Services by itself, so that a cluster with it alone needs a kube-proxy. */
  readonly needsProxy?: boolean;
}

const named =
  (pattern: RegExp) =>
  (daemonSet: Workload): boolean =>
    pattern.test(daemonSet.meta.name);

const hasContainer =
  (pattern: RegExp) =>
  (daemonSet: Workload): boolean =>
    daemonSet.containers.some(
      (container) => pattern.test(container.name) || pattern.test(container.image ?? ''),
    );

/**
 * In the order in which they are tried; Canal before its two halves.
 * Weave Net: https://github.com/weaveworks/weave (archived 2024-06-20).
 * Flannel: https://github.com/flannel-io/flannel#networking-details (no NetworkPolicy).
 */
const networkPlugins: readonly NetworkPlugin[] = [
  { name: 'Canal', isAgent: named(/^(rke2-)?canal$/), enforcesPolicy: true, archived: false },
  { name: 'Calico', isAgent: named(/^calico-node$/), enforcesPolicy: true, archived: false },
  {
    name: 'Flannel',
    isAgent: named(/^(kube-flannel(-ds)?(-[a-z0-9]+)?|flannel)$/),
    enforcesPolicy: false,
    archived: false,
    needsProxy: true,
  },
  {
    name: 'Weave Net',
    isAgent: named(/^weave-net$/),
    enforcesPolicy: true,
    archived: true,
    needsProxy: true,
  },
  {
    name: 'Cilium',
    isAgent: named(/^(cilium|anetd)$/),
    enforcesPolicy: true,
    archived: false,
  },
  {
    name: 'AWS VPC CNI',
    isAgent: named(/^aws-node$/),
    enforcesPolicy: false,
    archived: false,
    needsProxy: true,
  },
  {
    name: 'Antrea',
    isAgent: named(/^antrea-agent$/),
    enforcesPolicy: true,
    archived: false,
  },
  {
    name: 'kindnet',
    isAgent: named(/^kindnet$/),
    enforcesPolicy: true,
    archived: false,
    needsProxy: true,
  },
  {
    name: 'kube-router',
    isAgent: named(/^kube-router$/),
    enforcesPolicy: true,
    archived: false,
  },
  {
    name: 'OVN-Kubernetes',
    isAgent: named(/^(ovnkube-node|ovn-kubernetes-node)(-[a-z]+)?$/),
    enforcesPolicy: true,
    archived: false,
  },
  {
    name: 'OpenShift SDN',
    isAgent: named(/^sdn$/),
    enforcesPolicy: true,
    archived: false,
  },
  { name: 'Kube-OVN', isAgent: named(/^kube-ovn-cni$/), enforcesPolicy: true, archived: false },
  {
    name: 'Azure CNI',
    isAgent: named(/^(azure-cni|azure-cns)(-[a-z0-9-]+)?$/),
    enforcesPolicy: false,
    archived: false,
  },
  {
    name: 'GKE network',
    isAgent: named(/^netd$/),
    enforcesPolicy: false,
    archived: false,
  },
  // Plugins of single vendors, known by their agents so that none of them counts as no plugin.
  { name: 'Terway', isAgent: named(/^terway(-eniip?|-eni)?$/), enforcesPolicy: true, archived: false },
  {
    name: 'NSX',
    isAgent: named(/^nsx-node-agent$/),
    enforcesPolicy: true,
    archived: false,
  },
  {
    name: 'Cisco ACI',
    isAgent: named(/^aci-containers-host$/),
    enforcesPolicy: true,
    archived: false,
  },
  { name: 'Contrail', isAgent: named(/^contrail-agent$/), enforcesPolicy: true, archived: false },
  { name: 'OCI VCN', isAgent: named(/^vcn-native-ip-cni$/), enforcesPolicy: false, archived: false },
  {
    name: 'TKE network',
    isAgent: named(/^tke-(bridge|cni|eni)-agent$/),
    enforcesPolicy: false,
    archived: false,
  },
  { name: 'Romana', isAgent: named(/^romana-agent$/), enforcesPolicy: true, archived: true },
  // Flannel under a name of somebody's own.
  { name: 'Flannel', isAgent: hasContainer(/^kube-flannel$/), enforcesPolicy: false, archived: false },
];

export interface InstalledPlugin {
  readonly plugin: NetworkPlugin;
  readonly daemonSets: readonly Workload[];
}

/** The plugins that are installed, each with the DaemonSets that belong to it. */
export function installedPlugins(daemonSets: readonly Workload[]): InstalledPlugin[] {
  const found = new Map<string, { plugin: NetworkPlugin; daemonSets: Workload[] }>();
  for (const daemonSet of daemonSets) {
    const plugin = networkPlugins.find((candidate) => candidate.isAgent(daemonSet));
    if (!plugin) continue;
    const known = found.get(plugin.name) ?? { plugin, daemonSets: [] };
    known.daemonSets.push(daemonSet);
    found.set(plugin.name, known);
  }
  return [...found.values()];
}

/** Plugins that give pods their addresses from the cloud's network, beside which a second one may enforce policies. */
const cloudPlugins = new Set(['AWS VPC CNI', 'Azure CNI', 'GKE network']);
const policyEngines = new Set(['Calico', 'Cilium', 'Antrea', 'kube-router']);

/**
 * Whether two plugins are meant to run side by side: a policy engine over a cloud's plugin, Calico's policies over
 * Flannel (which is what Canal is), or kube-router for BGP or policies beside any.
 * https://docs.cilium.io/en/stable/network/kube-router/
 * https://docs.tigera.io/calico/latest/getting-started/kubernetes/managed-public-cloud/eks
 */
export function belongTogether(a: NetworkPlugin, b: NetworkPlugin): boolean {
  const pairs = (first: NetworkPlugin, second: NetworkPlugin): boolean =>
    second.name === 'kube-router' ||
    (policyEngines.has(second.name) &&
      (cloudPlugins.has(first.name) || (first.name === 'Flannel' && second.name === 'Calico')));
  return pairs(a, b) || pairs(b, a);
}

/** Plugins that take a node's pod range from `spec.podCIDR`. */
export const needsPodCidr = (plugin: NetworkPlugin): boolean =>
  ['Canal', 'Flannel', 'kindnet', 'kube-router'].includes(plugin.name);
