import { describe, expect, test } from '@jest/globals';
import { type AnyCheck, defineCheck, type Outcome } from '../checks/check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { parseObject } from '../evidence/objects/kinds.ts';
import { collected, type Missing } from '../evidence/reading.ts';
import { render, say } from '../messages/message.ts';
import { judge } from './diagnose.ts';

const NOW = Date.parse('2026-03-04T10:00:00Z');
const context = { target: { kind: 'node', name: 'node-3' }, origin: 'live', now: NOW } as const;

/** A check that says what it is told to, from nodes (required) and leases (supporting). */
const saying = (outcome: Outcome): AnyCheck =>
  defineCheck({
    name: 'saying',
    targets: ['node'],
    required: ['nodes'],
    supporting: ['leases'],
    finds: [],
    run: () => outcome,
  });

const parsed = parseObject('Node', { metadata: { name: 'node-3' } });
if (!parsed.ok) throw new Error(parsed.problem);
const nodes = collected({ items: [parsed.value], complete: true });
const leases = collected({ items: [], complete: true });
const evidence: Evidence = { nodes, leases };

const finding = (cause: 'node.cordoned' | 'node.unreachable'): Outcome => ({
  findings: [
    {
      cause,
      object: { kind: 'Node', name: 'node-3' },
      confidence: 'proven',
      summary: say('node.cordoned', { node: 'node-3' }),
      evidence: [],
    },
  ],
});

const forbidden: Missing = {
  status: 'forbidden',
  permission: { verb: 'get', group: '', resource: 'nodes' },
};
const notCaptured: Missing = { status: 'not-captured', what: 'nodes' };

describe('verdict', () => {
  test('nothing found and nothing missing is healthy', () => {
    expect(judge([saying({})], evidence, context).verdict).toBe('healthy');
  });

  test('an error is unhealthy', () => {
    expect(judge([saying(finding('node.unreachable'))], evidence, context).verdict).toBe('unhealthy');
  });

  test('a warning alone is healthy', () => {
    const judged = judge([saying(finding('node.cordoned'))], evidence, context);
    expect(judged.verdict).toBe('healthy');
    expect(judged.causes.map(({ id }) => id)).toEqual(['node.cordoned']);
  });

  test('an open question is unknown, and beside an error unhealthy', () => {
    const open = [{ detail: say('dns.not-seen', {}) }];
    expect(judge([saying({ open })], evidence, context).verdict).toBe('unknown');
    expect(judge([saying({ ...finding('node.unreachable'), open })], evidence, context).verdict).toBe(
      'unhealthy',
    );
  });

  test.each<Missing>([
    forbidden,
    { status: 'unauthorized' },
    { status: 'timed-out', afterMs: 5000 },
    { status: 'unreachable', reason: 'refused', detail: '' },
    { status: 'rate-limited', retryAfterSeconds: 3 },
    { status: 'failed', httpStatus: 500, detail: 'etcd' },
    { status: 'over-budget', what: '15 requests' },
    { status: 'absent', what: 'Node node-3' },
    notCaptured,
  ])('required evidence that is $status is unknown, and its check does not run', (missing) => {
    const judged = judge([saying(finding('node.unreachable'))], { nodes: missing, leases }, context);
    expect(judged.verdict).toBe('unknown');
    expect(judged.causes).toEqual([]);
    expect(judged.checked).toEqual([]);
    expect(judged.unknowns.map(({ reason }) => reason)).toEqual([missing.status]);
  });

  test('supporting evidence that is missing is told and leaves the verdict', () => {
    const judged = judge([saying({})], { nodes, leases: { status: 'timed-out', afterMs: 5000 } }, context);
    expect(judged.verdict).toBe('healthy');
    expect(judged.unknowns.map(({ reason }) => reason)).toEqual(['timed-out']);
    expect(judged.checked).toEqual(['saying']);
  });

  test('supporting evidence that is absent is an answer and no gap', () => {
    const judged = judge([saying({})], { nodes, leases: { status: 'absent', what: 'leases' } }, context);
    expect(judged.unknowns).toEqual([]);
  });

  test('evidence that nobody collected counts as not captured and not as empty', () => {
    const judged = judge([saying({})], { leases }, context);
    expect(judged.checked).toEqual(['saying']);
    expect(judge([saying({})], { nodes }, context).unknowns).toEqual([]);
  });

  test('what a capture leaves out leaves the verdict, unless it is the target itself', () => {
    const events: AnyCheck = { ...saying({}), required: ['nodeEvents'], supporting: [] };
    const told = judge([events], { nodeEvents: notCaptured }, { ...context, origin: 'capture' });
    expect(told.verdict).toBe('healthy');
    expect(told.unknowns.map(({ reason }) => reason)).toEqual(['not-captured']);
    const itself = judge([saying({})], { nodes: notCaptured, leases }, { ...context, origin: 'capture' });
    expect(itself.verdict).toBe('unknown');
  });

  test('events that may not be read leave the verdict open', () => {
    const events: AnyCheck = { ...saying({}), required: ['nodeEvents'], supporting: [] };
    expect(judge([events], { nodeEvents: forbidden }, context).verdict).toBe('unknown');
  });
});

test('one gap that stops several checks is told once', () => {
  const judged = judge([saying({}), { ...saying({}), name: 'other' }], { nodes: forbidden, leases }, context);
  expect(judged.unknowns).toHaveLength(1);
});

test('a gap names the rule that is missing', () => {
  const [gap] = judge([saying({})], { nodes: forbidden, leases }, context).unknowns;
  expect(gap?.fix && render(gap.fix)).toContain('{ apiGroups: [""], resources: ["nodes"], verbs: ["get"] }');
});

test('the same evidence gives the same answer', () => {
  const check = saying(finding('node.unreachable'));
  expect(judge([check], evidence, context)).toEqual(judge([check], evidence, context));
});
