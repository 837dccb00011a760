import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { readinessOf } from '../../evidence/objects/node-state.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import type { Workload } from '../../evidence/objects/workload.ts';
import { say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { isDueOn, isProxyDaemonSet, isProxyPod } from '../components.ts';
import { podRef, workloadRef } from '../observe.ts';
import { type PodTrouble, seenTrouble, troubleOf } from '../pod-trouble.ts';

/** A node gets this long after it joined until its kube-proxy is missed. */
const JOINING_MS = 3 * 60_000;

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
    if (daemonSet) {
      const nodes = supporting.nodes.status === 'collected' ? supporting.nodes.value.items : [];
      if (required.pods.complete) findings.push(...missing(daemonSet, nodes, pods, now));
      else findings.push(...behindCount(daemonSet, findings.length));
    } else if (pods.length === 0 && target.kind === 'proxy') {
      const known = daemonSets.status === 'collected' && daemonSets.value.complete;
      return { notes: [say(known ? 'proxy.not-applicable' : 'proxy.not-seen', {})] };
    }
    return { findings };
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
    .filter((node) => node.meta.createdAt === undefined || now - node.meta.createdAt >= JOINING_MS)
    .map((node) => ({
      cause: 'proxy.not-running',
      object: workloadRef('DaemonSet', daemonSet),
      node: node.meta.name,
      confidence: 'proven',
      summary: say('proxy.pod-absent', { node: node.meta.name }),
      evidence: [{ source: `Pods on ${node.meta.name}`, text: say('seen.none', { what: 'kube-proxy pod' }) }],
    }));
}

function behindCount(daemonSet: Workload, found: number): Finding[] {
  const { desired, ready } = daemonSet;
  if (found > 0 || ready >= desired) return [];
  return [
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
  ];
}
