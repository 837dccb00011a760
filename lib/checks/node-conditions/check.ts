import type { CauseId } from '../../causes/catalogue.ts';
import type { Condition, EpochMs } from '../../evidence/objects/fields.ts';
import type { Node } from '../../evidence/objects/node.ts';
import { conditionOf, readinessOf } from '../../evidence/objects/node-state.ts';
import { type Message, say } from '../../messages/message.ts';
import { defineCheck, type Finding, type OpenQuestion } from '../check.ts';
import { isJoining, isJustLeaving, removerOf } from '../leaving-nodes.ts';
import { nodeRef, seenNodeCondition } from '../observe.ts';
import { foreignMeaning } from './foreign-conditions.ts';
import { notReadyReasons } from './not-ready-reasons.ts';

/** The kubelet's own conditions that are bad when True. OutOfDisk left Kubernetes in 1.13; old captures carry it. */
const pressures = {
  MemoryPressure: 'node.memory-pressure',
  DiskPressure: 'node.disk-pressure',
  PIDPressure: 'node.pid-pressure',
  OutOfDisk: 'node.out-of-disk',
} as const satisfies Record<string, CauseId>;

const isPressure = (type: string): type is keyof typeof pressures => Object.hasOwn(pressures, type);

/** A foreign condition of a node that is Ready and that has been so for longer is taken for one that latched. */
const LATCHED_AFTER_MS = 24 * 3600_000;

export const nodeConditions = defineCheck({
  name: 'node-conditions',
  targets: ['node', 'cluster', 'network', 'dns', 'proxy'],
  required: ['nodes'],
  supporting: [],
  finds: [
    'node.memory-pressure',
    'node.disk-pressure',
    'node.pid-pressure',
    'node.out-of-disk',
    'node.not-ready',
    'node.route-missing',
    'cni.agent-down',
    'runtime.down',
    'runtime.pleg-unhealthy',
    'kernel.task-hung',
    'kernel.filesystem-read-only',
    'kubelet.crash-looping',
  ],
  run({ required, target, now }) {
    const findings: Finding[] = [];
    const notes: Message[] = [];
    const open: OpenQuestion[] = [];
    for (const node of required.nodes.items) {
      if (readinessOf(node) === 'missing' && target.kind === 'node' && node.meta.name === target.name) {
        open.push({ detail: say('node.no-ready-condition', { node: node.meta.name }) });
      }
      const passing = passingTrouble(node, now);
      if (passing && target.kind === 'node' && node.meta.name === target.name) open.push({ detail: passing });
      else if (passing) notes.push(passing);
      for (const condition of node.conditions) {
        if (passing && condition.type === 'Ready') continue;
        // A route takes a moment, and until then the condition says so.
        if (condition.type === 'NetworkUnavailable' && (passing || isJoining(node, now))) continue;
        const verdict = judgeCondition(node, condition, now);
        findings.push(...verdict.findings);
        notes.push(...verdict.notes);
      }
    }
    return { findings, notes, open };
  },
});

/** A node that has only just joined is not ready yet, and one that is taken out no longer: neither is a fault. */
function passingTrouble(node: Node, now: EpochMs): Message | undefined {
  const ready = conditionOf(node, 'Ready');
  if (ready?.status !== 'False') return undefined;
  if (isJoining(node, now)) return say('node.joining', { node: node.meta.name, message: ready.message });
  const by = removerOf(node);
  return by !== undefined && isJustLeaving(node, ready.since, now)
    ? say('node.being-removed', { node: node.meta.name, by })
    : undefined;
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly notes: readonly Message[];
}

const nothing: Judged = { findings: [], notes: [] };

function judgeCondition(node: Node, condition: Condition, now: EpochMs): Judged {
  if (condition.type === 'Ready')
    return condition.status === 'False' ? judgeNotReady(node, condition, now) : nothing;
  if (isPressure(condition.type)) {
    return condition.status === 'True'
      ? { findings: [found(pressures[condition.type], 'proven', node, condition, now)], notes: [] }
      : nothing;
  }
  if (condition.type === 'NetworkUnavailable') {
    return condition.status === 'True' ? judgeNetworkUnavailable(node, condition, now) : nothing;
  }
  return judgeForeign(node, condition, now);
}

function judgeNotReady(node: Node, condition: Condition, now: EpochMs): Judged {
  const reasons = notReadyReasons(condition.message);
  const findings: Finding[] = [found('node.not-ready', 'proven', node, condition, now)];
  if (reasons.has('runtime')) findings.push(found('runtime.down', 'proven', node, condition, now));
  if (reasons.has('pleg')) findings.push(found('runtime.pleg-unhealthy', 'proven', node, condition, now));
  return { findings, notes: [] };
}

/**
 * Set by whoever makes routes: the cloud's route controller, or a plugin that reports its agent's health here
 * (Calico's reason is CalicoIsDown).
 */
function judgeNetworkUnavailable(node: Node, condition: Condition, now: EpochMs): Judged {
  const plugin = /^(Calico|Weave|Flannel|Cilium)IsDown$/.exec(condition.reason ?? '');
  return {
    findings: [found(plugin ? 'cni.agent-down' : 'node.route-missing', 'proven', node, condition, now)],
    notes: [],
  };
}

function judgeForeign(node: Node, condition: Condition, now: EpochMs): Judged {
  const meaning = foreignMeaning(condition);
  if (!meaning) return nothing;
  const age = condition.since === undefined ? 0 : now - condition.since;
  const latched = readinessOf(node) === 'ready' && age > LATCHED_AFTER_MS;
  if (latched || !meaning.cause) {
    const { type, status, reason, message } = condition;
    return {
      findings: [],
      notes: [
        say('node.foreign-condition', { node: node.meta.name, type, status, reason, message, latched }),
      ],
    };
  }
  return { findings: [found(meaning.cause, 'likely', node, condition, now)], notes: [] };
}

function found(
  cause: CauseId,
  confidence: Finding['confidence'],
  node: Node,
  condition: Condition,
  now: EpochMs,
): Finding {
  const ready = conditionOf(node, 'Ready');
  return {
    cause,
    confidence,
    object: nodeRef(node.meta.name),
    summary: say('node.condition-bad', {
      node: node.meta.name,
      cause,
      type: condition.type,
      since: condition.since,
      message: condition.message,
      now,
    }),
    evidence: [
      seenNodeCondition(node, condition, now),
      ...(ready && ready !== condition ? [seenNodeCondition(node, ready, now)] : []),
    ],
    ...(condition.since === undefined ? {} : { since: condition.since }),
  };
}
