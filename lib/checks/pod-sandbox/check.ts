import type { Event } from '../../evidence/objects/event.ts';
import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { nodeRef, seenEvent } from '../observe.ts';
import { sandboxSignatures } from './signatures.ts';

/** Older failures are over; the kubelet tries again at least every few minutes. */
const WINDOW_MS = 15 * 60_000;
/** One failure or two is what every pod sees that starts before its node's agent is up. */
const FAILURES = 3;

export const podSandbox = defineCheck({
  name: 'pod-sandbox',
  targets: ['node', 'network', 'cluster'],
  required: ['podEvents'],
  supporting: ['pods'],
  finds: [...new Set(sandboxSignatures.map((signature) => signature.cause))],
  run({ required, supporting, target, now }) {
    const pods = supporting.pods.status === 'collected' ? supporting.pods.value.items : [];
    const byNode = new Map<string, Event[]>();
    for (const event of required.podEvents.items) {
      const node = event.host ?? findPod(pods, event)?.nodeName;
      if (!node || !isTelling(event, pods, now)) continue;
      if (target.kind === 'node' && node !== target.name) continue;
      byNode.set(node, [...(byNode.get(node) ?? []), event]);
    }
    return { findings: [...byNode].flatMap(([node, events]) => judge(node, events, now)) };
  },
});

const findPod = (pods: readonly Pod[], event: Event): Pod | undefined =>
  pods.find((pod) => pod.meta.name === event.about.name && pod.meta.namespace === event.about.namespace);

/** Recent, and not overtaken: a pod that runs now has got its network after all. */
function isTelling(event: Event, pods: readonly Pod[], now: EpochMs): boolean {
  if (
    event.reason !== 'FailedCreatePodSandBox' ||
    event.lastAt === undefined ||
    now - event.lastAt > WINDOW_MS
  ) {
    return false;
  }
  return findPod(pods, event)?.phase !== 'Running';
}

function judge(node: string, events: readonly Event[], now: EpochMs): Finding[] {
  const failures = events.reduce((sum, event) => sum + event.count, 0);
  if (failures < FAILURES) return [];
  const byCause = new Map<Finding['cause'], Event[]>();
  for (const event of events) {
    const cause = sandboxSignatures.find(({ pattern }) => pattern.test(event.message))?.cause;
    if (cause) byCause.set(cause, [...(byCause.get(cause) ?? []), event]);
  }
  return [...byCause].map(([cause, about]) => ({
    cause,
    object: nodeRef(node),
    node,
    confidence: 'likely',
    summary: say('pod.sandbox-failing', { node, cause, failures, message: about[0]?.message ?? '' }),
    evidence: about.slice(0, 3).map((event) => seenEvent(event, now)),
  }));
}
