import type { Event } from '../evidence/objects/event.ts';
import type { Condition, EpochMs } from '../evidence/objects/fields.ts';
import type { Node } from '../evidence/objects/node.ts';
import type { Pod } from '../evidence/objects/pod.ts';
import type { Workload } from '../evidence/objects/workload.ts';
import { say } from '../messages/message.ts';
import type { EvidenceLine, ObjectRef } from './check.ts';

/** How lines of evidence are written: where it was read, and what was seen there. */

export const nodeRef = (name: string): ObjectRef => ({ kind: 'Node', name: name || '(unnamed)' });

export const podRef = (pod: Pod): ObjectRef => ({
  kind: 'Pod',
  name: pod.meta.name,
  ...(pod.meta.namespace ? { namespace: pod.meta.namespace } : {}),
});

export function workloadRef(kind: 'Deployment' | 'DaemonSet' | 'StatefulSet', workload: Workload): ObjectRef {
  return {
    kind,
    name: workload.meta.name,
    ...(workload.meta.namespace ? { namespace: workload.meta.namespace } : {}),
  };
}

export function formatRef({ kind, namespace, name }: ObjectRef): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

export function seenCondition(owner: ObjectRef, condition: Condition, now: EpochMs): EvidenceLine {
  const { type, status, reason, message, since } = condition;
  return {
    source: `${formatRef(owner)} .status.conditions[${type}]`,
    text: say('seen.condition', { type, status, reason, message, since, now }),
  };
}

export const seenNodeCondition = (node: Node, condition: Condition, now: EpochMs): EvidenceLine =>
  seenCondition(nodeRef(node.meta.name), condition, now);

export function seenEvent(event: Event, now: EpochMs): EvidenceLine {
  const { kind, namespace, name } = event.about;
  return {
    source: `Event on ${formatRef({ kind, name, ...(namespace && kind !== 'Node' ? { namespace } : {}) })}`,
    text: say('seen.event', {
      reason: event.reason,
      message: event.message,
      count: event.count,
      lastAt: event.lastAt,
      now,
    }),
  };
}
