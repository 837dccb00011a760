import type { Event } from '../../evidence/objects/event.ts';
import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import type { Listing, Reading } from '../../evidence/reading.ts';
import { isSystemNamespace } from '../../evidence/system-namespaces.ts';
import type { Target } from '../../evidence/target.ts';
import { say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { nodeRef, seenEvent } from '../observe.ts';
import { sandboxSignatures } from './signatures.ts';

/** Older failures are over: the kubelet tries again at least every few minutes. */
const WINDOW_MS = 15 * 60_000;
/**
 * A failure that goes on is written down at least every five minutes, after which the event recorder lets one through:
 * https://github.com/kubernetes/client-go/blob/master/tools/record/events_cache.go (defaultSpamQPS)
 */
const GOES_ON_MS = 6 * 60_000;
/** One failure or two is what every pod sees that starts before its node's agent is up. */
const FAILURES = 3;
/** And they follow each other within seconds then. */
const LASTED_MS = 30_000;
/** What is said of a pod that was not looked at: it may run by now, unless it failed for this long. */
const LASTED_UNSEEN_MS = 2 * 60_000;

export const podSandbox = defineCheck({
  name: 'pod-sandbox',
  targets: ['node', 'network', 'cluster'],
  required: ['podEvents'],
  supporting: ['pods'],
  finds: [...new Set(sandboxSignatures.map((signature) => signature.cause))],
  run({ required, supporting, target, now }) {
    const byNode = new Map<string, Event[]>();
    for (const [key, events] of byPod(required.podEvents.items)) {
      const pod = find(supporting.pods, key);
      const node = events.find((event) => event.host)?.host ?? pod?.nodeName;
      if (!node || !isTelling(events, pod, isGone(supporting.pods, pod, events, target), now)) continue;
      if (target.kind === 'node' && node !== target.name) continue;
      byNode.set(node, [...(byNode.get(node) ?? []), ...events]);
    }
    return { findings: [...byNode].flatMap(([node, events]) => judge(node, events, now)) };
  },
});

const keyOf = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;

function byPod(events: readonly Event[]): Map<string, Event[]> {
  const found = new Map<string, Event[]>();
  for (const event of events) {
    if (event.reason !== 'FailedCreatePodSandBox') continue;
    const key = keyOf(event.about.namespace, event.about.name);
    found.set(key, [...(found.get(key) ?? []), event]);
  }
  return found;
}

const find = (pods: Reading<Listing<Pod>>, key: string): Pod | undefined =>
  pods.status === 'collected'
    ? pods.value.items.find((pod) => keyOf(pod.meta.namespace, pod.meta.name) === key)
    : undefined;

/** Whether a pod would have been seen if it still existed: all of a node's pods are looked at, elsewhere the system's. */
function isGone(
  pods: Reading<Listing<Pod>>,
  pod: Pod | undefined,
  [first]: readonly Event[],
  target: Target,
): boolean {
  if (pod || pods.status !== 'collected' || !pods.value.complete) return false;
  return target.kind === 'node' || isSystemNamespace(first?.about.namespace);
}

/** Recent, and not overtaken: a pod that runs now has got its network after all. */
function isTelling(events: readonly Event[], pod: Pod | undefined, gone: boolean, now: EpochMs): boolean {
  if (gone || pod?.phase === 'Running') return false;
  const { last, lastedMs } = spanOf(events);
  if (last === undefined) return false;
  if (pod) return now - last <= WINDOW_MS;
  return now - last <= GOES_ON_MS && lastedMs >= LASTED_UNSEEN_MS;
}

function spanOf(events: readonly Event[]): { last: EpochMs | undefined; lastedMs: number } {
  const moments = events.flatMap(({ firstAt, lastAt }) => [firstAt ?? lastAt, lastAt]).filter(isKnown);
  if (moments.length === 0) return { last: undefined, lastedMs: 0 };
  const last = Math.max(...moments);
  return { last, lastedMs: last - Math.min(...moments) };
}

const isKnown = (moment: EpochMs | undefined): moment is EpochMs => moment !== undefined;

function judge(node: string, events: readonly Event[], now: EpochMs): Finding[] {
  const byCause = new Map<Finding['cause'], Event[]>();
  for (const event of events) {
    const cause = sandboxSignatures.find(({ pattern }) => pattern.test(event.message))?.cause;
    if (cause) byCause.set(cause, [...(byCause.get(cause) ?? []), event]);
  }
  return [...byCause].flatMap(([cause, about]): Finding[] => {
    const failures = about.reduce((sum, event) => sum + event.count, 0);
    if (failures < FAILURES || spanOf(about).lastedMs < LASTED_MS) return [];
    return [
      {
        cause,
        object: nodeRef(node),
        node,
        confidence: 'likely',
        summary: say('pod.sandbox-failing', { node, cause, failures, message: about[0]?.message ?? '' }),
        evidence: about.slice(0, 3).map((event) => seenEvent(event, now)),
      },
    ];
  });
}
