import type { CauseId } from '../../causes/catalogue.ts';
import { enumerate, plural, quote } from './words.ts';

type Trouble =
  | 'unschedulable'
  | 'image-unavailable'
  | 'out-of-memory'
  | 'crash-looping'
  | 'cannot-start'
  | 'not-started'
  | 'not-ready';

/** What is wrong with a pod, as the end of a sentence that begins with its name. */
const troubles: Readonly<Record<Trouble, string>> = {
  unschedulable: 'gets no node',
  'image-unavailable': 'waits for an image that cannot be had',
  'out-of-memory': 'is killed for memory again and again',
  'crash-looping': 'starts and ends again and again',
  'cannot-start': 'has a container that cannot be started',
  'not-started': 'has a node and does not start there',
  'not-ready': 'runs and is not ready',
};

const sandboxSentences: Partial<Readonly<Record<CauseId, string>>> = {
  'cni.binaries-missing': "the network plugin's binary is not there",
  'cni.agent-down': "the network plugin's agent there is down",
  'cni.stale-bridge': 'the bridge still carries the address of an earlier pod range',
  'cni.ip-exhausted': 'no address is left for a pod',
  'cni.plugin-failing': 'the network plugin fails',
  'node.disk-pressure': 'the disk is full',
  'node.pid-pressure': 'no process can be started',
  'runtime.container-start-failing': 'the runtime cannot start containers',
  'pod.image-unavailable': 'the pause image cannot be had',
};

const on = (node: string | undefined): string => (node ? ` on ${node}` : '');

const selectorText = (selector: Readonly<Record<string, string>>): string =>
  Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');

/** The cluster's own parts: network plugin, kube-proxy, CoreDNS and the pods beside them. */
export const system = {
  'cni.not-installed': (p: { nodes: number }) =>
    `No network plugin is installed: ${plural(p.nodes, 'node waits', 'nodes wait')} for one, and no pod gets an address until then.`,
  'cni.agent-in-trouble': (p: { plugin: string; pod: string; node: string; trouble: Trouble }) =>
    `${p.plugin}'s agent on ${p.node} (${p.pod}) ${troubles[p.trouble]}: pods there get no network or lose it.`,
  'cni.agent-absent': (p: { plugin: string; node: string }) =>
    `${p.plugin}'s agent does not run on ${p.node}: pods there get no network.`,
  'cni.agents-behind': (p: { plugin: string; desired: number; ready: number }) =>
    `${p.plugin}: ${p.ready} of ${p.desired} agents are ready.`,
  'cni.agents-behind-unseen': (p: { plugin: string; desired: number; ready: number }) =>
    `${p.plugin}: ${p.ready} of ${p.desired} agents are ready; which are not, and why, was not seen.`,
  'cni.pod-cidr-missing': (p: { node: string; plugin: string }) =>
    `${p.node} has no range of pod addresses (podCIDR), and ${p.plugin} needs one.`,
  'cni.config-missing': (p: { node: string; plugins: readonly string[] }) =>
    p.plugins.length > 0
      ? `${p.node} has no network configuration that its runtime can load, although the agent of ${enumerate(p.plugins)} runs there.`
      : `${p.node} has no network configuration that its runtime can load.`,
  'cni.two-plugins': (p: { plugins: readonly string[] }) =>
    `${enumerate(p.plugins)} are installed at once: whose configuration sorts first in /etc/cni/net.d serves a node's pods.`,
  'cni.unmaintained': (p: { plugin: string }) => `${p.plugin} is no longer maintained upstream.`,
  'cni.network-policy-not-enforced': (p: { plugin: string; policies: number }) =>
    `${p.plugin} does not enforce NetworkPolicy: ${plural(p.policies, 'policy', 'policies')} or more in this cluster ${
      p.policies === 1 ? 'has' : 'have'
    } no effect.`,
  'network.plugins': (p: { plugins: readonly string[] }) => `Network plugin: ${enumerate(p.plugins)}.`,
  'network.no-known-plugin': (_: object) =>
    'No known network plugin runs as a DaemonSet; some distributions build theirs into the node (k3s, kubenet).',
  'network.plugin-not-seen': (_: object) =>
    'Which network plugin is installed does not show: not all DaemonSets are known.',
  'pod.sandbox-failing': (p: { node: string; cause: CauseId; failures: number; message: string }) =>
    `Pods cannot start on ${p.node}: ${sandboxSentences[p.cause] ?? 'their network cannot be set up'} (${plural(
      p.failures,
      'failure',
    )} lately).`,
  'proxy.pod-in-trouble': (p: { pod: string; node: string | undefined; trouble: Trouble }) =>
    `kube-proxy${on(p.node)} (${p.pod}) ${troubles[p.trouble]}: Services there go stale or do not work.`,
  'proxy.pod-absent': (p: { node: string }) =>
    `kube-proxy does not run on ${p.node}: Services do not work there.`,
  'proxy.pods-behind': (p: { desired: number; ready: number }) =>
    `${p.ready} of ${p.desired} kube-proxy pods are ready.`,
  'proxy.absent': (p: { plugins: readonly string[] }) =>
    `No kube-proxy runs in this cluster, and ${enumerate(p.plugins)} does not replace it: Services do not work.`,
  'proxy.behind-unseen': (p: { desired: number; ready: number }) =>
    `${p.ready} of ${p.desired} kube-proxy pods are ready; which are not, and why, was not seen.`,
  'proxy.not-applicable': (_: object) =>
    'This cluster runs no kube-proxy: something else serves its Services (Cilium, k3s, a managed data plane).',
  'proxy.not-seen': (_: object) =>
    'No kube-proxy was seen; not all DaemonSets are known, so it may run all the same.',
  'dns.pod-in-trouble': (p: { pod: string; node: string | undefined; trouble: Trouble; cause: CauseId }) =>
    `CoreDNS pod ${p.pod}${on(p.node)} ${troubles[p.trouble]}.`,
  'dns.scaled-to-zero': (p: { deployment: string }) =>
    `${p.deployment} is scaled to zero: nothing answers the cluster's DNS queries.`,
  'dns.deployment-missing': (_: object) =>
    'Neither CoreDNS nor kube-dns is there: nothing answers DNS queries.',
  'dns.service-missing': (_: object) =>
    'The Service of cluster DNS is missing: pods have no address to send queries to.',
  'dns.no-endpoints': (p: { service: string; notReady: number }) =>
    `Service ${p.service} has no ready endpoint${p.notReady > 0 ? ` (${p.notReady} not ready)` : ''}: DNS queries get no answer.`,
  'dns.single-replica': (p: { replicas: number; node: string | undefined }) =>
    `Cluster DNS hangs on one ${p.replicas > 1 ? `node${p.node ? ` (${p.node})` : ''}` : `pod${on(p.node)}`}: its loss takes name resolution away.`,
  'dns.pods': (p: { ready: number; total: number }) =>
    `CoreDNS: ${p.ready} of ${plural(p.total, 'pod')} ready.`,
  'dns.without-pods': (p: { by: string }) =>
    `No pod serves cluster DNS; ${p.by} may do it instead, which no object of the cluster shows.`,
  'dns.not-seen': (_: object) =>
    'No pod of CoreDNS or kube-dns was seen, and not everything that could hold one is known.',
  'dns.service-not-seen': (_: object) =>
    'The Service of cluster DNS was not seen, and not all Services are known.',
  'pod.in-trouble': (p: { pod: string; node: string | undefined; trouble: Trouble }) =>
    `${p.pod}${on(p.node)} ${troubles[p.trouble]}.`,
  'control-plane.node-unreachable-from-api': (p: { failed: number; tunnels: readonly string[] }) =>
    `The API server does not get through to its kubelets: all ${p.failed} log requests failed on nodes that are Ready${
      p.tunnels.length > 0 ? `; its tunnel runs through ${enumerate(p.tunnels, 2)}` : ''
    }. Logs, exec, webhooks and metrics do not work.`,
  'service.not-found': (p: { namespace: string; name: string }) =>
    `There is no Service ${p.name} in namespace ${p.namespace}.`,
  'service.external-name': (p: { name: string }) =>
    `The Service is an alias for ${quote(p.name, 120)}: it has no pods and no endpoints of its own.`,
  'service.no-selector': (p: { ready: number | undefined }) =>
    `The Service has no selector: its endpoints are kept by hand or by another controller${
      p.ready === undefined ? '' : ` (${p.ready} ready)`
    }.`,
  'service.backends': (p: { matched: number; ready: number | undefined }) =>
    `${plural(p.matched, 'pod matches', 'pods match')} its selector${p.ready === undefined ? '' : `; ${plural(p.ready, 'endpoint')} ready`}.`,
  'service.backends-not-seen': (p: { service: string }) =>
    `Neither the pods nor the endpoints of Service ${p.service} are known, so whether anything answers stays open.`,
  'service.selector-matches-nothing': (p: {
    service: string;
    selector: Readonly<Record<string, string>>;
    near: readonly {
      readonly pod: string;
      readonly lacking: readonly string[];
      readonly instead: readonly string[];
    }[];
  }) => {
    const [closest] = p.near;
    const hint = closest
      ? ` Closest is ${closest.pod}, which ${
          closest.instead.length > 0
            ? `has ${closest.instead.join(', ')}`
            : `lacks ${closest.lacking.join(', ')}`
        }.`
      : '';
    return `No pod has the labels that Service ${p.service} selects (${selectorText(p.selector)}).${hint}`;
  },
  'service.no-ready-endpoints': (p: { service: string; matched: number; trouble: Trouble | undefined }) =>
    `${plural(p.matched, 'pod matches', 'pods match')} Service ${p.service}, and none is ready${
      p.trouble ? `: the first ${troubles[p.trouble]}` : ''
    }.`,
  'service.no-pods-created': (p: { service: string; workload: string }) =>
    `${p.workload} should have pods for Service ${p.service} and none is created.`,
  'service.scaled-to-zero': (p: { service: string; workload: string }) =>
    `${p.workload}, which Service ${p.service} selects, is scaled to zero.`,
  'service.no-endpoints': (p: { service: string; hasSelector: boolean }) =>
    p.hasSelector
      ? `Service ${p.service} has no ready endpoint; whether its selector or its pods are to blame does not show.`
      : `Service ${p.service} has no selector and no endpoints: whoever keeps them has none.`,
  'service.foreign-endpoints': (p: { service: string; addresses: readonly string[] }) =>
    `Service ${p.service} sends traffic to ${enumerate(p.addresses, 3)}, which belong to none of its pods.`,
  'service.port': (p: {
    cause: 'service.protocol-mismatch' | 'service.named-port-missing' | 'service.target-port-wrong';
    service: string;
    port: number | undefined;
    target: string;
    protocol: string;
    declared: readonly string[];
  }) => {
    const has =
      p.declared.length > 0 ? `its pods declare ${enumerate(p.declared)}` : 'its pods declare no port';
    switch (p.cause) {
      case 'service.protocol-mismatch':
        return `Service ${p.service} sends ${p.protocol} to port ${p.target}, and ${has}: the protocol differs.`;
      case 'service.named-port-missing':
        return `Service ${p.service} sends port ${p.port ?? '?'} to a container port named "${p.target}", and ${has}.`;
      case 'service.target-port-wrong':
        return `Service ${p.service} sends port ${p.port ?? '?'} to port ${p.target}, and ${has}.`;
    }
  },
  'seen.port': (p: { port: number | undefined; target: string; protocol: string }) =>
    `port ${p.port ?? '?'} → targetPort ${p.target} (${p.protocol})`,
  'seen.declared-ports': (p: { ports: readonly string[] }) =>
    p.ports.length > 0 ? enumerate(p.ports) : 'no port declared',
};
