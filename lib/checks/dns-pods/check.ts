import type { CauseId } from '../../causes/catalogue.ts';
import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { isReady } from '../../evidence/objects/pod-state.ts';
import type { Workload } from '../../evidence/objects/workload.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { dnsWithoutPods, isDnsDeployment, isDnsPod } from '../components.ts';
import { podRef, workloadRef } from '../observe.ts';
import { type PodTrouble, seenTrouble, troubleOf } from '../pod-trouble.ts';
import { unschedulableCause } from '../unschedulable.ts';

export const dnsPods = defineCheck({
  name: 'dns-pods',
  targets: ['node', 'dns', 'cluster'],
  required: ['pods'],
  supporting: ['deployments', 'nodes'],
  finds: [
    'dns.pods-pending',
    'dns.crash-looping',
    'dns.not-ready',
    'dns.out-of-memory',
    'dns.scaled-to-zero',
    'dns.object-missing',
    'dns.single-replica',
    'pod.image-unavailable',
    'pod.unschedulable-resources',
    'pod.unschedulable-selector',
    'pod.unschedulable-taint',
  ],
  run({ required, supporting, target, now }) {
    const pods = required.pods.items.filter(isDnsPod);
    const findings = pods.flatMap((pod) => inTrouble(pod, now));
    if (target.kind === 'node') return { findings };
    const notes: Message[] = [];
    const deployments =
      supporting.deployments.status === 'collected'
        ? supporting.deployments.value.items.filter(isDnsDeployment)
        : [];
    const nodes = supporting.nodes.status === 'collected' ? supporting.nodes.value.items : undefined;
    // A cluster that moved from kube-dns to CoreDNS may keep the old Deployment, at zero.
    const deployment = deployments.find((item) => item.replicas !== 0) ?? deployments[0];
    const elsewhere = dnsWithoutPods(nodes ?? []);
    if (elsewhere && pods.length === 0) return { notes: [say('dns.without-pods', { by: elsewhere })] };
    if (deployment) findings.push(...aboutDeployment(deployment));
    else if (pods.length === 0) {
      const { deployments } = supporting;
      const complete =
        deployments.status === 'collected' && deployments.value.complete && required.pods.complete;
      if (!complete) return { open: [{ detail: say('dns.not-seen', {}) }] };
      findings.push(deploymentMissing());
    }
    findings.push(...replicas(pods, deployment, nodes?.length));
    notes.push(say('dns.pods', { ready: pods.filter(isReady).length, total: pods.length }));
    return { findings, notes };
  },
});

function inTrouble(pod: Pod, now: EpochMs): Finding[] {
  const trouble = troubleOf(pod, now);
  if (!trouble) return [];
  const base = {
    object: podRef(pod),
    ...(pod.nodeName ? { node: pod.nodeName } : {}),
    confidence: 'proven',
    evidence: seenTrouble(pod, trouble, now),
  } as const;
  const found = (cause: CauseId): Finding => ({
    ...base,
    cause,
    summary: say('dns.pod-in-trouble', {
      pod: pod.meta.name,
      node: pod.nodeName,
      trouble: trouble.kind,
      cause,
    }),
  });
  return causesOf(trouble).map(found);
}

function causesOf(trouble: PodTrouble): readonly CauseId[] {
  switch (trouble.kind) {
    case 'unschedulable': {
      const why = unschedulableCause(trouble.message);
      return why ? [why, 'dns.pods-pending'] : ['dns.pods-pending'];
    }
    case 'crash-looping':
      return ['dns.crash-looping'];
    case 'out-of-memory':
      return ['dns.out-of-memory'];
    case 'image-unavailable':
      return ['pod.image-unavailable', 'dns.not-ready'];
    case 'cannot-start':
    case 'not-started':
    case 'not-ready':
      return ['dns.not-ready'];
  }
}

function aboutDeployment(deployment: Workload): Finding[] {
  if (deployment.replicas !== 0) return [];
  return [
    {
      cause: 'dns.scaled-to-zero',
      object: workloadRef('Deployment', deployment),
      confidence: 'proven',
      summary: say('dns.scaled-to-zero', { deployment: deployment.meta.name }),
      evidence: [
        {
          source: `Deployment ${deployment.meta.namespace ?? ''}/${deployment.meta.name} .spec.replicas`,
          text: say('seen.workload', { desired: 0, ready: deployment.ready }),
        },
      ],
    },
  ];
}

function deploymentMissing(): Finding {
  return {
    cause: 'dns.object-missing',
    object: { kind: 'Deployment', namespace: 'kube-system', name: 'coredns' },
    confidence: 'proven',
    summary: say('dns.deployment-missing', {}),
    evidence: [
      {
        source: 'Deployments and Pods of kube-system',
        text: say('seen.none', { what: 'object of CoreDNS or kube-dns' }),
      },
    ],
  };
}

/** One replica, or all on one node: the next drain or crash takes name resolution away. A one-node cluster has no choice. */
function replicas(
  pods: readonly Pod[],
  deployment: Workload | undefined,
  nodeCount: number | undefined,
): Finding[] {
  const running = pods.filter((pod) => isReady(pod));
  const nodes = new Set(running.map((pod) => pod.nodeName));
  const wanted = deployment?.replicas ?? pods.length;
  if (running.length === 0 || (nodes.size > 1 && wanted > 1) || nodeCount === 1) return [];
  // Enough are asked for and some are not ready: that is a fault or a rollout, and not a choice.
  if (running.length < wanted) return [];
  if (wanted > 1 && nodeCount === undefined) return [];
  const [first] = running;
  if (!first) return [];
  return [
    {
      cause: 'dns.single-replica',
      object: deployment ? workloadRef('Deployment', deployment) : podRef(first),
      confidence: 'proven',
      summary: say('dns.single-replica', { replicas: running.length, node: first.nodeName }),
      evidence: [
        {
          source: 'Pods of CoreDNS',
          text: say('seen.count', { what: 'nodes that run it', count: nodes.size, of: nodeCount ?? 0 }),
        },
      ],
    },
  ];
}
