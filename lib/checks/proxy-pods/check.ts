import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { isManagedByEks, readinessOf } from '../../evidence/objects/node-state.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import type { Workload } from '../../evidence/objects/workload.ts';
import { SYSTEM_NAMESPACE } from '../../evidence/system-namespaces.ts';
import { say } from '../../messages/message.ts';
import { defineCheck, type Finding, type OpenQuestion } from '../check.ts';
import { isDueOn, isFullyScheduled, isProxyDaemonSet, isProxyPod } from '../components.ts';
import { isJoining } from '../leaving-nodes.ts';
import { installedPlugins } from '../network-plugin/plugins.ts';
import { podRef, workloadRef } from '../observe.ts';
import { type PodTrouble, seenTrouble, troubleOf } from '../pod-trouble.ts';

export const proxyPods = defineCheck({
  name: 'proxy-pods',
  targets: ['node', 'proxy', 'cluster', 'service'],
  required: ['pods'],
  supporting: ['daemonSets', 'nodes'],
  finds: ['proxy.not-running', 'proxy.crash-looping', 'pod.image-unavailable'],
  run({ required, supporting, target, now }) {
    const pods = required.pods.items.filter(isProxyPod);
    const findings: Finding[] = pods.flatMap((pod) => inTrouble(pod, now));
    const daemonSets = supporting.daemonSets;
    const daemonSet =
      daemonSets.status === 'collected' ? daemonSets.value.items.find(isProxyDaemonSet) : undefined;
    const nodes = supporting.nodes.status === 'collected' ? supporting.nodes.value.items : [];
    const switchedOff = daemonSet?.desired === 0 && pods.length === 0;
    if (daemonSet && !(switchedOff && required.pods.complete)) {
      if (required.pods.complete) {
        const due =
          isFullyScheduled(daemonSet) &&
          !alwaysNeeded(daemonSets.status === 'collected' ? daemonSets.value.items : [])
            ? []
            : missing(daemonSet, nodes, pods, now);
        return { findings: [...findings, ...due] };
      }
      // Which node's pod is behind does not show, so of one node and of one Service it says nothing.
      if (target.kind !== 'proxy' && target.kind !== 'cluster') return { findings };
      return findings.length > 0 ? { findings } : behindCount(daemonSet);
    }
    if (pods.length > 0) return { findings };
    const known = daemonSets.status === 'collected' && daemonSets.value.complete && required.pods.complete;
    const absent = known ? absentFromCluster(daemonSets.value.items, nodes) : [];
    if (absent.length > 0) return { findings: absent };
    if (target.kind !== 'proxy') return {};
    return { notes: [say(known ? 'proxy.not-applicable' : 'proxy.not-seen', {})] };
  },
});

function inTrouble(pod: Pod, now: EpochMs): Finding[] {
  const trouble = troubleOf(pod, now);
  if (!trouble) return [];
  return [
    {
      cause: causeOf(trouble),
      object: podRef(pod),
      ...(pod.nodeName ? { node: pod.nodeName } : {}),
      confidence: 'proven',
      summary: say('proxy.pod-in-trouble', { pod: pod.meta.name, node: pod.nodeName, trouble: trouble.kind }),
      evidence: seenTrouble(pod, trouble, now),
    },
  ];
}

function causeOf(trouble: PodTrouble): Finding['cause'] {
  switch (trouble.kind) {
    case 'crash-looping':
    case 'out-of-memory':
      return 'proxy.crash-looping';
    case 'image-unavailable':
      return 'pod.image-unavailable';
    case 'unschedulable':
    case 'cannot-start':
    case 'not-started':
    case 'not-ready':
      return 'proxy.not-running';
  }
}

/** Nodes on which a pod is due and none is. A node that is down gets none; that is its own fault and told as such. */
function missing(daemonSet: Workload, nodes: readonly Node[], pods: readonly Pod[], now: EpochMs): Finding[] {
  const served = new Set(pods.map((pod) => pod.nodeName));
  return nodes
    .filter(
      (node) => readinessOf(node) === 'ready' && isDueOn(daemonSet, node) && !served.has(node.meta.name),
    )
    .filter((node) => !isJoining(node, now))
    .map((node) => ({
      cause: 'proxy.not-running',
      object: workloadRef('DaemonSet', daemonSet),
      node: node.meta.name,
      confidence: 'proven',
      summary: say('proxy.pod-absent', { node: node.meta.name }),
      evidence: [{ source: `Pods on ${node.meta.name}`, text: say('seen.none', { what: 'kube-proxy pod' }) }],
    }));
}

/** Distributions that serve Services from the node's own process. https://docs.k3s.io/networking/networking-services */
const servesWithoutPods = (node: Node): boolean =>
  /\+k3s/.test(node.info?.kubeletVersion ?? '') || isManagedByEks(node);

/**
 * Whether every node needs a kube-proxy. Where a plugin may do its work, nodes without one can be meant so, and only the
 * DaemonSet's own count says that a pod is missing.
 */
function alwaysNeeded(daemonSets: readonly Workload[]): boolean {
  const installed = installedPlugins(daemonSets);
  return installed.length > 0 && installed.every(({ plugin }) => plugin.needsProxy);
}

/**
 * No kube-proxy anywhere, under a network plugin that never does its work: its DaemonSet was deleted, or selects no node. What Calico, Cilium and
 * their like can do themselves, and what runs inside of a node's process, does not show, so with them it stays open.
 */
function absentFromCluster(daemonSets: readonly Workload[], nodes: readonly Node[]): Finding[] {
  if (!alwaysNeeded(daemonSets) || nodes.length === 0 || nodes.some(servesWithoutPods)) return [];
  return [
    {
      cause: 'proxy.not-running',
      object: { kind: 'DaemonSet', namespace: SYSTEM_NAMESPACE, name: 'kube-proxy' },
      confidence: 'likely',
      summary: say('proxy.absent', {
        plugins: installedPlugins(daemonSets).map(({ plugin }) => plugin.name),
      }),
      evidence: [
        {
          source: 'DaemonSets of all namespaces, Pods of kube-system',
          text: say('seen.none', { what: 'kube-proxy' }),
        },
      ],
    },
  ];
}

/** Where the pods were not all seen: all down is a fault; some not ready may be a rollout or a node that joins. */
function behindCount(daemonSet: Workload): { findings?: Finding[]; open?: OpenQuestion[] } {
  const { desired, ready } = daemonSet;
  if (ready >= desired) return {};
  if (ready > 0) return { open: [{ detail: say('proxy.behind-unseen', { desired, ready }) }] };
  return {
    findings: [
      {
        cause: 'proxy.not-running',
        object: workloadRef('DaemonSet', daemonSet),
        confidence: 'likely',
        summary: say('proxy.pods-behind', { desired, ready }),
        evidence: [
          {
            source: 'DaemonSet kube-system/kube-proxy .status',
            text: say('seen.workload', { desired, ready }),
          },
        ],
      },
    ],
  };
}
