import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CauseId, catalogue, causeIds } from '../causes/catalogue.ts';
import type { Finding, ObjectRef } from '../checks/check.ts';
import { say } from '../messages/message.ts';
import { inCausalOrder } from './causal-order.ts';

const nodeRef = (name: string): ObjectRef => ({ kind: 'Node', name });
const podRef = (name: string): ObjectRef => ({ kind: 'Pod', namespace: 'kube-system', name });

const finding = (cause: CauseId, object: ObjectRef, more: Partial<Finding> = {}): Finding => ({
  cause,
  object,
  confidence: 'proven',
  summary: say('seen.none', { what: cause }),
  evidence: [{ source: object.name, text: say('seen.none', { what: cause }) }],
  ...more,
});

const outline = (findings: readonly Finding[]) =>
  inCausalOrder(findings).map(({ id, explains }) => ({ id, explains: explains.map(({ cause }) => cause) }));

describe('folding', () => {
  test('five symptoms of one cause are one cause', () => {
    const answer = outline([
      finding('dns.no-endpoints', { kind: 'Service', name: 'kube-dns' }),
      finding('dns.pods-pending', podRef('coredns-1')),
      finding('node.not-ready', nodeRef('node-1')),
      finding('node.not-ready', nodeRef('node-2')),
      finding('cni.not-installed', { kind: 'Cluster', name: 'pod network' }),
    ]);
    expect(answer.map(({ id }) => id)).toEqual(['cni.not-installed']);
    expect(answer[0]?.explains.sort()).toEqual([
      'dns.no-endpoints',
      'dns.pods-pending',
      'node.not-ready',
      'node.not-ready',
    ]);
  });

  test('a cause on one node explains nothing on another', () => {
    const answer = outline([
      finding('cni.agent-down', podRef('flannel-1'), { node: 'node-1' }),
      finding('dns.not-ready', podRef('coredns-2'), { node: 'node-2' }),
    ]);
    expect(answer).toEqual([
      { id: 'cni.agent-down', explains: [] },
      { id: 'dns.not-ready', explains: [] },
    ]);
  });

  test('a chain is told under its root', () => {
    const answer = outline([
      finding('dns.not-ready', podRef('coredns-1'), { node: 'node-1' }),
      finding('cni.agent-down', podRef('flannel-1'), { node: 'node-1' }),
      finding('node.unreachable', nodeRef('node-1')),
    ]);
    expect(answer).toEqual([{ id: 'node.unreachable', explains: ['cni.agent-down', 'dns.not-ready'] }]);
  });

  test('the nearest cause explains: of two dead nodes that on which it shows', () => {
    const [first, second] = inCausalOrder([
      finding('node.unreachable', nodeRef('node-1')),
      finding('kubelet.stopped', nodeRef('node-2')),
      finding('proxy.not-running', podRef('kube-proxy-2'), { node: 'node-2' }),
    ]);
    expect([first?.id, first?.explains.length]).toEqual(['node.unreachable', 0]);
    expect([second?.id, second?.explains.length]).toEqual(['kubelet.stopped', 1]);
  });

  test('the same cause on several objects is told once, with them all', () => {
    const [cause] = inCausalOrder(
      ['node-3', 'node-1', 'node-2'].map((name) => finding('node.unreachable', nodeRef(name))),
    );
    expect(cause?.object.name).toBe('node-1');
    expect(cause?.others.map(({ name }) => name)).toEqual(['node-2', 'node-3']);
  });

  test('what two checks find alike is one finding with the evidence of both, and the surer of the two', () => {
    const answer = inCausalOrder([
      finding('runtime.down', nodeRef('node-1'), { confidence: 'likely' }),
      finding('runtime.down', nodeRef('node-1')),
    ]);
    expect(answer).toHaveLength(1);
    expect(answer[0]).toMatchObject({ confidence: 'proven', others: [] });
    expect(answer[0]?.evidence).toHaveLength(2);
  });

  test('errors come before warnings', () => {
    expect(
      outline([
        finding('node.cordoned', nodeRef('node-1')),
        finding('service.not-found', { kind: 'Service', name: 'x' }),
      ]).map(({ id }) => id),
    ).toEqual(['service.not-found', 'node.cordoned']);
  });

  test('nothing found is nothing told', () => {
    expect(inCausalOrder([])).toEqual([]);
  });
});

const names = fc.constantFrom('a', 'b', 'c');
const anyFinding = fc
  .record({
    cause: fc.constantFrom(...causeIds),
    object: fc.oneof(names.map(nodeRef), names.map(podRef)),
    node: fc.option(names, { nil: undefined }),
    confidence: fc.constantFrom<Finding['confidence']>('proven', 'likely'),
  })
  .map(({ cause, object, node, confidence }) =>
    finding(cause, object, { confidence, ...(node ? { node } : {}) }),
  );
const findings = fc.uniqueArray(anyFinding, {
  maxLength: 40,
  selector: ({ cause, object }) => `${cause} ${object.kind} ${object.name}`,
});

const keyOf = (cause: CauseId, object: ObjectRef): string => `${cause} ${object.kind}/${object.name}`;

describe('whatever is found', () => {
  test('every finding is told exactly once: as a cause, as one more object of it, or as a consequence', () => {
    fc.assert(
      fc.property(findings, (found) => {
        const told = inCausalOrder(found).flatMap(({ id, object, others, explains }) => [
          ...[object, ...others].map((ref) => keyOf(id, ref)),
          ...explains.map((item) => keyOf(item.cause, item.object)),
        ]);
        expect(told.sort()).toEqual(found.map(({ cause, object }) => keyOf(cause, object)).sort());
      }),
      { numRuns: 300 },
    );
  });

  test('no error is told as the consequence of a warning', () => {
    fc.assert(
      fc.property(findings, (found) => {
        for (const { severity, explains } of inCausalOrder(found)) {
          if (severity === 'warning')
            expect(explains.map(({ cause }) => catalogue[cause].severity)).not.toContain('error');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('where something is found something is told, and an error among it stays one', () => {
    fc.assert(
      fc.property(findings, (found) => {
        const answer = inCausalOrder(found);
        expect(answer.length > 0).toBe(found.length > 0);
        const isError = (id: CauseId): boolean => catalogue[id].severity === 'error';
        expect(answer.some(({ id }) => isError(id))).toBe(found.some(({ cause }) => isError(cause)));
      }),
      { numRuns: 300 },
    );
  });

  test('the order in which it was found does not matter', () => {
    const shuffled = findings.chain((found) =>
      fc.tuple(fc.constant(found), fc.shuffledSubarray([...found], { minLength: found.length })),
    );
    fc.assert(
      fc.property(shuffled, ([found, other]) => {
        expect(inCausalOrder(other)).toEqual(inCausalOrder(found));
      }),
      { numRuns: 300 },
    );
  });
});
