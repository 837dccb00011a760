import { type CauseId, catalogue, causeIds } from './catalogue.ts';

/**
 * How far a cause reaches: consequences on the same object, on the same node (the pods there included), or anywhere in
 * the cluster.
 */
export type Reach = 'object' | 'node' | 'cluster';

/** Nearest first: where two causes could explain the same consequence, the nearer one does. */
export const reaches: readonly Reach[] = ['object', 'node', 'cluster'];

interface Rule {
  readonly causes: readonly CauseId[];
  readonly reach: Reach;
  readonly explains: readonly CauseId[];
}

const startingWith = (...prefixes: readonly string[]): readonly CauseId[] =>
  causeIds.filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));

const specific = (...prefixes: readonly string[]): readonly CauseId[] =>
  startingWith(...prefixes).filter((id) => !catalogue[id].generic);

/** What goes wrong with pods on a node that does not work. */
const troubleOnNode: readonly CauseId[] = [
  'cni.agent-down',
  'proxy.not-running',
  'proxy.crash-looping',
  'proxy.api-unreachable',
  'dns.not-ready',
  'dns.crash-looping',
  'pod.crash-looping',
  'cni.plugin-failing',
  'certificate.kubelet-serving-missing',
  'control-plane.node-unreachable-from-api',
];

/** What keeps CoreDNS from serving, as seen from its Service. */
const dnsDown: readonly CauseId[] = [
  ...startingWith('dns.').filter(
    (id) => id !== 'dns.no-endpoints' && id !== 'dns.single-replica' && id !== 'dns.memory-limit-low',
  ),
];

const networkNotReady: readonly CauseId[] = [
  'cni.not-installed',
  'cni.config-missing',
  'cni.binaries-missing',
  'cni.not-initialized',
  'cni.agent-missing',
  'cni.agent-down',
  'cni.pod-cidr-missing',
  'cni.stale-bridge',
  'cni.ip-exhausted',
  'cni.plugin-failing',
  'cni.peer-unreachable',
];

const nodeDown: readonly CauseId[] = [
  'node.unreachable',
  'node.network-cut',
  'node.gone',
  'node.not-ready',
  'node.clock-skew',
  ...specific('kernel.', 'kubelet.').filter(
    (id) =>
      catalogue[id].severity === 'error' &&
      id !== 'kubelet.cluster-dns-mismatch' &&
      id !== 'kubelet.image-gc-failing',
  ),
  ...specific('runtime.'),
  'certificate.kubelet-client-expired',
  'certificate.kubelet-client-wrong-subject',
  'certificate.kubelet-client-wrong-ca',
  'certificate.bootstrap-missing',
];

const pressures: readonly CauseId[] = [
  'node.memory-pressure',
  'node.disk-pressure',
  'node.inode-pressure',
  'node.pid-pressure',
  'node.out-of-disk',
];

/**
 * Which cause brings about which: the reason why five symptoms are one cause. Read from top to bottom, from the control
 * plane down to what users notice.
 */
const rules: readonly Rule[] = [
  {
    causes: ['control-plane.api-server-unreachable'],
    reach: 'cluster',
    explains: [
      'node.unreachable',
      'kubelet.api-server-unreachable',
      'proxy.api-unreachable',
      'dns.api-unreachable',
      'control-plane.scheduler-down',
      'control-plane.controller-manager-down',
      'control-plane.node-unreachable-from-api',
    ],
  },
  {
    causes: ['control-plane.etcd-unhealthy', 'control-plane.certificate-expired'],
    reach: 'cluster',
    explains: [
      'control-plane.api-server-unreachable',
      'control-plane.scheduler-down',
      'control-plane.controller-manager-down',
      'node.unreachable',
    ],
  },
  { causes: ['control-plane.node-unreachable-from-api'], reach: 'cluster', explains: ['pod.crash-looping'] },
  {
    causes: [
      'control-plane.scheduler-down',
      'control-plane.controller-manager-down',
      'control-plane.admission-refuses',
    ],
    reach: 'cluster',
    explains: ['dns.pods-pending', 'proxy.not-running', 'cni.agent-down', 'dns.not-ready'],
  },
  // The kernel and the machine, before what runs on them.
  {
    causes: specific('kernel.'),
    reach: 'node',
    explains: [
      'node.unreachable',
      'node.not-ready',
      'runtime.down',
      'runtime.pleg-unhealthy',
      'runtime.container-start-failing',
      'kubelet.crash-looping',
      ...troubleOnNode,
    ],
  },
  {
    causes: pressures,
    reach: 'node',
    explains: [
      'kubelet.image-gc-failing',
      'node.not-ready',
      'runtime.container-start-failing',
      ...troubleOnNode,
    ],
  },
  // Inodes are the finer answer to pressure on a disk.
  { causes: ['node.inode-pressure'], reach: 'object', explains: ['node.disk-pressure'] },
  {
    causes: [
      ...specific('kubelet.').filter((id) => catalogue[id].severity === 'error'),
      // Without a serving certificate a node stays Ready: only what reaches into it fails.
      ...specific('certificate.').filter(
        (id) => catalogue[id].severity === 'error' && id !== 'certificate.kubelet-serving-missing',
      ),
    ],
    reach: 'node',
    explains: ['kubelet.crash-looping', 'node.not-ready', 'node.unreachable'],
  },
  {
    causes: [
      'kubelet.crash-looping',
      'node.gone',
      'node.network-cut',
      'node.clock-skew',
      'certificate.csr-pending',
    ],
    reach: 'node',
    explains: ['node.unreachable', 'node.not-ready'],
  },
  {
    causes: ['runtime.down'],
    reach: 'node',
    explains: ['runtime.pleg-unhealthy', 'runtime.container-start-failing'],
  },
  { causes: specific('runtime.'), reach: 'node', explains: ['node.not-ready', ...networkNotReady] },
  { causes: nodeDown.filter((id) => id !== 'node.not-ready'), reach: 'node', explains: troubleOnNode },
  // NotReady is as often what a network that is down brings about, so it does not explain that.
  {
    causes: ['node.not-ready'],
    reach: 'node',
    explains: troubleOnNode.filter((id) => !id.startsWith('cni.')),
  },
  // The pod network.
  {
    causes: ['cni.not-installed', 'cni.agent-missing'],
    reach: 'cluster',
    explains: [
      'node.not-ready',
      'cni.config-missing',
      'cni.binaries-missing',
      'cni.plugin-failing',
      'dns.pods-pending',
      'dns.not-ready',
      'dns.no-endpoints',
      'pod.unschedulable-taint',
      'pod.crash-looping',
    ],
  },
  { causes: ['cni.pod-cidr-missing'], reach: 'node', explains: ['cni.agent-down'] },
  {
    causes: ['cni.agent-down', 'cni.pod-cidr-missing', 'node.route-missing', 'cni.binaries-missing'],
    reach: 'node',
    explains: ['cni.config-missing', 'cni.not-initialized', 'cni.plugin-failing', 'cni.stale-bridge'],
  },
  {
    causes: networkNotReady,
    reach: 'node',
    explains: ['node.not-ready', 'dns.not-ready', 'dns.crash-looping', 'pod.crash-looping'],
  },
  // kube-proxy.
  { causes: specific('proxy.'), reach: 'object', explains: ['proxy.crash-looping'] },
  {
    causes: [
      'proxy.configmap-missing',
      'proxy.config-path-mismatch',
      'proxy.config-invalid',
      'proxy.kubeconfig-missing',
      'proxy.kubeconfig-invalid',
      'proxy.unauthorized',
    ],
    reach: 'cluster',
    explains: ['proxy.crash-looping', 'proxy.not-running'],
  },
  {
    causes: startingWith('proxy.').filter((id) => catalogue[id].severity === 'error'),
    reach: 'node',
    explains: ['dns.api-unreachable', 'dns.not-ready', 'pod.crash-looping'],
  },
  // Why a pod does not get a node.
  {
    causes: ['pod.unschedulable-resources', 'pod.unschedulable-selector', 'pod.unschedulable-taint'],
    reach: 'object',
    explains: ['dns.pods-pending', 'proxy.not-running', 'cni.agent-down'],
  },
  {
    causes: ['pod.image-unavailable'],
    reach: 'object',
    explains: [
      'dns.not-ready',
      'dns.pods-pending',
      'proxy.not-running',
      'cni.agent-down',
      'pod.crash-looping',
    ],
  },
  { causes: nodeDown, reach: 'cluster', explains: ['dns.pods-pending'] },
  // CoreDNS.
  {
    causes: specific('dns.').filter((id) => id !== 'dns.no-endpoints' && id !== 'dns.single-replica'),
    reach: 'object',
    explains: ['dns.crash-looping', 'dns.not-ready'],
  },
  {
    causes: [
      'dns.forwarding-loop',
      'dns.corefile-invalid',
      'dns.rbac-missing',
      'dns.out-of-memory',
      'dns.api-unreachable',
      'dns.selinux-old-docker',
      'dns.bind-denied',
    ],
    reach: 'cluster',
    explains: ['dns.crash-looping', 'dns.not-ready'],
  },
  { causes: [...dnsDown, ...nodeDown], reach: 'cluster', explains: ['dns.no-endpoints'] },
  // A Service of the user's.
  {
    causes: ['service.selector-matches-nothing', 'service.scaled-to-zero'],
    reach: 'object',
    explains: [
      'service.no-ready-endpoints',
      'service.no-endpoints',
      'service.internal-policy-no-endpoint',
      'service.no-local-endpoint',
    ],
  },
  { causes: ['service.scaled-to-zero'], reach: 'object', explains: ['service.selector-matches-nothing'] },
  {
    causes: ['service.no-ready-endpoints', 'service.named-port-missing'],
    reach: 'object',
    explains: ['service.no-endpoints', 'service.internal-policy-no-endpoint', 'service.no-local-endpoint'],
  },
];

const index: ReadonlyMap<CauseId, ReadonlyMap<CauseId, Reach>> = buildIndex();

function buildIndex(): Map<CauseId, Map<CauseId, Reach>> {
  const built = new Map<CauseId, Map<CauseId, Reach>>();
  for (const rule of rules) {
    for (const cause of rule.causes) {
      const consequences = built.get(cause) ?? new Map<CauseId, Reach>();
      built.set(cause, consequences);
      for (const consequence of rule.explains) {
        if (consequence === cause) continue;
        const known = consequences.get(consequence);
        if (!known || reaches.indexOf(rule.reach) > reaches.indexOf(known))
          consequences.set(consequence, rule.reach);
      }
    }
  }
  return built;
}

/** How far `cause` reaches in explaining `consequence`, or undefined where it does not explain it. */
export function reachOf(cause: CauseId, consequence: CauseId): Reach | undefined {
  return index.get(cause)?.get(consequence);
}

/** The areas in causal order: trouble in an earlier one brings about trouble in a later one. */
const layers = [
  'access.',
  'control-plane.',
  'kernel.',
  'node.',
  'certificate.',
  'kubelet.',
  'runtime.',
  'cni.',
  'proxy.',
  'dns.',
  'service.',
  'pod.',
] as const;

/** A cause's place in causal order; generic causes stand behind the specific ones of their area. */
export function causalRank(cause: CauseId): number {
  const layer = layers.findIndex((prefix) => cause.startsWith(prefix));
  return layer * 2 + (catalogue[cause].generic ? 1 : 0);
}
