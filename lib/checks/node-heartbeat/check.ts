import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Lease, Node } from '../../evidence/objects/node.ts';
import { conditionOf, isVirtual, lastHeartbeat, readinessOf } from '../../evidence/objects/node-state.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type EvidenceLine, type Finding } from '../check.ts';
import { isJustLeaving, removerOf } from '../leaving-nodes.ts';
import { nodeRef, seenNodeCondition } from '../observe.ts';

/**
 * A kubelet renews its lease every 10 s; the node controller waits 50 s (40 s before 1.32), and looks every 5 s, before it
 * marks a node. A lease older than this under a node that is still marked Ready means that nobody marks it.
 * https://kubernetes.io/docs/reference/node/node-status/#heartbeats
 */
const NOBODY_MARKS_AFTER_MS = 5 * 60_000;
const LEASE_FRESH_MS = 60_000;
/** nodeStatusReportFrequency is 5 minutes: https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ */
const STATUS_FRESH_MS = 6 * 60_000;

export const nodeHeartbeat = defineCheck({
  name: 'node-heartbeat',
  targets: ['node', 'cluster', 'network', 'dns', 'proxy'],
  required: ['nodes'],
  supporting: ['leases', 'neighbours'],
  finds: ['node.unreachable', 'node.gone', 'control-plane.controller-manager-down'],
  run({ required, supporting, now }) {
    const findings: Finding[] = [];
    const notes: Message[] = [];
    const leases = new Map<string, Lease>(
      supporting.leases.status === 'collected'
        ? supporting.leases.value.items.map((lease) => [lease.meta.name, lease])
        : [],
    );
    const others = supporting.neighbours.status === 'collected' ? supporting.neighbours.value.items : [];
    const clockFits = isMomentOfEvidence([...required.nodes.items, ...others], [...leases.values()], now);
    for (const node of required.nodes.items) {
      const lease = leases.get(node.meta.name);
      switch (readinessOf(node)) {
        case 'unknown': {
          const by = removerOf(node);
          if (by !== undefined && isJustLeaving(node, conditionOf(node, 'Ready')?.since, now)) {
            notes.push(say('node.being-removed', { node: node.meta.name, by }));
            break;
          }
          findings.push(unreachable(node, lease, now));
          if (lease && isFresh(lease, now)) notes.push(say('node.lease-fresh', { node: node.meta.name }));
          break;
        }
        case 'ready':
          // No lease need exist for a node without a kubelet of the usual kind.
          if (lease && clockFits && !isVirtual(node)) findings.push(...silentThoughReady(node, lease, now));
          break;
        case 'not-ready':
        case 'missing':
          break;
      }
    }
    return { findings, notes };
  },
});

const isFresh = (lease: Lease, now: EpochMs): boolean =>
  lease.renewedAt !== undefined && now - lease.renewedAt <= LEASE_FRESH_MS;

/**
 * Whether `now` is the moment at which the evidence was taken: something must have spoken just before it. In a capture
 * that is judged at a later time every heartbeat is old, which says nothing.
 */
function isMomentOfEvidence(nodes: readonly Node[], leases: readonly Lease[], now: EpochMs): boolean {
  const spokeAt = [
    ...nodes.flatMap((node) => lastHeartbeat(node) ?? []),
    ...leases.flatMap((item) => item.renewedAt ?? []),
  ];
  return spokeAt.some((at) => Math.abs(now - at) <= NOBODY_MARKS_AFTER_MS);
}

/** The cloud provider's taint on a node whose machine it knows to be shut down: https://kubernetes.io/docs/reference/labels-annotations-taints/#node-cloudprovider-kubernetes-io-shutdown */
const SHUTDOWN_TAINT = 'node.cloudprovider.kubernetes.io/shutdown';

function unreachable(node: Node, lease: Lease | undefined, now: EpochMs): Finding {
  const ready = conditionOf(node, 'Ready');
  const shutDown = node.taints.find((taint) => taint.key === SHUTDOWN_TAINT);
  const name = node.meta.name;
  return {
    cause: shutDown ? 'node.gone' : 'node.unreachable',
    object: nodeRef(name),
    confidence: 'proven',
    summary: shutDown
      ? say('node.shut-down', { node: name })
      : say('node.unreachable', { node: name, since: ready?.since, now }),
    evidence: [
      ...(ready ? [seenNodeCondition(node, ready, now)] : []),
      ...seenLease(lease, now),
      ...(shutDown
        ? [{ source: `Node ${name} .spec.taints`, text: say('seen.taint', { ...shutDown }) }]
        : []),
    ],
    ...(ready?.since === undefined ? {} : { since: ready.since }),
  };
}

function seenLease(lease: Lease | undefined, now: EpochMs): EvidenceLine[] {
  if (lease?.renewedAt === undefined) return [];
  return [
    {
      source: `Lease kube-node-lease/${lease.meta.name}`,
      text: say('seen.lease', { renewedAt: lease.renewedAt, durationSeconds: lease.durationSeconds, now }),
    },
  ];
}

/** The kubelet has gone silent and the node is still marked Ready: the node controller does not do its work either. */
function silentThoughReady(node: Node, lease: Lease, now: EpochMs): Finding[] {
  if (lease.renewedAt === undefined || now - lease.renewedAt <= NOBODY_MARKS_AFTER_MS) return [];
  // The status is posted at least every 5 minutes: one that is as young shows that the kubelet lives and that the lease is
  // left over, or that the capture read the leases earlier than the nodes.
  const heartbeat = lastHeartbeat(node);
  if (heartbeat !== undefined && now - heartbeat <= STATUS_FRESH_MS) return [];
  const ready = conditionOf(node, 'Ready');
  const evidence = [...(ready ? [seenNodeCondition(node, ready, now)] : []), ...seenLease(lease, now)];
  const name = node.meta.name;
  return [
    {
      cause: 'node.unreachable',
      object: nodeRef(name),
      confidence: 'proven',
      summary: say('node.unreachable', { node: name, since: lease.renewedAt, now }),
      evidence,
      since: lease.renewedAt,
    },
    {
      cause: 'control-plane.controller-manager-down',
      object: { kind: 'ControlPlane', name: 'kube-controller-manager' },
      confidence: 'likely',
      summary: say('control-plane.nobody-marks-nodes', { node: name }),
      evidence,
    },
  ];
}
