import type { Event } from '../../evidence/objects/event.ts';
import type { EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { conditionOf } from '../../evidence/objects/node-state.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { nodeRef, seenEvent } from '../observe.ts';
import {
  type EventSignature,
  eventSignatures,
  STARTED_JUST_NOW_MS,
  STARTS_OF_A_LOOP,
  STARTS_WINDOW_MS,
} from './signatures.ts';

/** An API server keeps events for an hour (--event-ttl); what is older in a capture is history. */
const WINDOW_MS = 60 * 60_000;

export const nodeEvents = defineCheck({
  name: 'node-events',
  targets: ['node', 'cluster', 'network'],
  required: ['nodeEvents', 'nodes'],
  supporting: [],
  finds: [
    ...new Set(eventSignatures.map((signature) => signature.cause)),
    'node.inode-pressure',
    'kubelet.crash-looping',
  ],
  run({ required, now }) {
    const findings: Finding[] = [];
    const notes: Message[] = [];
    const nodes = new Map(required.nodes.items.map((node) => [node.meta.name, node]));
    const starts = new Map<string, Event[]>();
    for (const event of required.nodeEvents.items) {
      const node = nodes.get(event.about.name);
      if (!node || event.lastAt === undefined || now - event.lastAt > WINDOW_MS) continue;
      const signature = eventSignatures.find((item) => matches(item, event, node));
      if (signature) findings.push(found(signature.cause, event, now));
      if (event.reason === 'EvictionThresholdMet') {
        if (isInodeEviction(event, node)) findings.push(found('node.inode-pressure', event, now));
        else
          notes.push(
            say('node.eviction', { node: node.meta.name, message: event.message, lastAt: event.lastAt, now }),
          );
      }
      if (isRecentStart(event, now))
        starts.set(node.meta.name, [...(starts.get(node.meta.name) ?? []), event]);
    }
    for (const [name, events] of starts) findings.push(...crashLoop(name, events, now));
    return { findings, notes };
  },
});

function matches(signature: EventSignature, event: Event, node: Node): boolean {
  return (
    signature.reason === event.reason &&
    event.count >= (signature.atLeast ?? 1) &&
    (signature.message?.test(event.message) ?? true) &&
    !(signature.except?.test(event.message) ?? false) &&
    (signature.still?.(node) ?? true)
  );
}

function found(cause: Finding['cause'], event: Event, now: EpochMs): Finding {
  return {
    cause,
    object: nodeRef(event.about.name),
    confidence: 'proven',
    summary: say('node.event', { node: event.about.name, cause, message: event.message }),
    evidence: [seenEvent(event, now)],
    ...(event.firstAt === undefined ? {} : { since: event.firstAt }),
  };
}

/** `Attempting to reclaim inodes`: the finer reason behind DiskPressure, as long as that condition stands. */
function isInodeEviction(event: Event, node: Node): boolean {
  return /reclaim inodes/i.test(event.message) && conditionOf(node, 'DiskPressure')?.status === 'True';
}

function isRecentStart(event: Event, now: EpochMs): boolean {
  return (
    event.reason === 'Starting' &&
    /kubelet/i.test(event.message) &&
    event.lastAt !== undefined &&
    now - event.lastAt <= STARTS_WINDOW_MS
  );
}

function crashLoop(name: string, events: readonly Event[], now: EpochMs): Finding[] {
  const count = events.reduce((sum, event) => sum + startsWithin(event, now), 0);
  const last = Math.max(...events.map((event) => event.lastAt ?? 0));
  if (count < STARTS_OF_A_LOOP || now - last > STARTED_JUST_NOW_MS) return [];
  return [
    {
      cause: 'kubelet.crash-looping',
      object: nodeRef(name),
      confidence: 'likely',
      summary: say('kubelet.starts-often', { node: name, count, windowMs: STARTS_WINDOW_MS }),
      evidence: events.slice(0, 3).map((event) => seenEvent(event, now)),
    },
  ];
}

/** A series counts as a whole only if it began within the window. */
function startsWithin(event: Event, now: EpochMs): number {
  return event.firstAt !== undefined && now - event.firstAt <= STARTS_WINDOW_MS ? event.count : 1;
}
