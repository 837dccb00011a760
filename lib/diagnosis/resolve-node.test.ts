import { describe, expect, test } from '@jest/globals';
import type { ClusterReader, NodeName } from '../evidence/cluster-reader.ts';
import { collected, type Listing, type Missing, type Reading } from '../evidence/reading.ts';
import { look } from './look.ts';
import { resolveNode } from './resolve-node.ts';

const absent: Missing = { status: 'absent', what: 'Node x' };
const forbidden: Missing = {
  status: 'forbidden',
  permission: { verb: 'list', group: '', resource: 'nodes' },
};

interface Answers {
  readonly get?: Missing;
  readonly names?: Reading<Listing<NodeName>>;
  readonly list?: Missing;
}

/** A live cluster that gives the same answer to every question of a kind. */
function clusterThat({ get = absent, names = absent, list = absent }: Answers): ClusterReader {
  return {
    origin: 'live',
    get: async () => get,
    list: async () => list,
    log: async () => list,
    nodeNames: async () => names,
    cost: () => ({ requests: 1, bytes: 0 }),
  };
}

const named = (complete: boolean, ...names: string[]): Reading<Listing<NodeName>> =>
  collected({ items: names.map((name, index) => ({ name, addresses: [`10.0.0.${index}`] })), complete });

describe('a name that is no node’s own', () => {
  test('is the beginning of one node’s name', async () => {
    const reader = clusterThat({ names: named(true, 'worker-1', 'control-1') });
    expect(await resolveNode('WORK', reader)).toMatchObject({ outcome: 'found', name: 'worker-1' });
  });

  test('is not taken for a beginning while there may be more nodes than were listed', async () => {
    const reader = clusterThat({ names: named(false, 'worker-1', 'control-1') });
    expect(await resolveNode('work', reader)).toMatchObject({
      outcome: 'ambiguous',
      candidates: ['worker-1'],
    });
  });

  test('is an address, which is one node’s alone', async () => {
    const reader = clusterThat({ names: named(false, '10.0.0.10', 'other') });
    expect(await resolveNode('10.0.0.1', reader)).toMatchObject({ outcome: 'found', name: 'other' });
  });

  test('lists candidates up to a bound and counts the rest', async () => {
    const many = Array.from({ length: 25 }, (_, index) => `node-${String(index).padStart(2, '0')}`);
    const resolution = await resolveNode('node', clusterThat({ names: named(true, ...many) }));
    expect(resolution).toMatchObject({ outcome: 'ambiguous', more: 15 });
  });

  test('cannot be searched for without the right to list', async () => {
    expect(await resolveNode('x', clusterThat({ names: forbidden }))).toMatchObject({
      outcome: 'none',
      unlisted: forbidden,
    });
  });
});

describe('a cluster of which nothing is learnt', () => {
  const gaps: Missing[] = [
    { status: 'unreachable', reason: 'refused', detail: '' },
    { status: 'unauthorized' },
    { status: 'timed-out', afterMs: 1000 },
    { status: 'rate-limited', retryAfterSeconds: 3 },
    { status: 'failed', httpStatus: 500, detail: '' },
  ];

  test.each(gaps)('$status: there is no diagnosis', async (missing) => {
    const reader = clusterThat({ get: missing, names: missing, list: missing });
    for (const target of [{ kind: 'node', name: 'x' }, { kind: 'dns' }, { kind: 'cluster' }] as const) {
      const result = await look({ target, reader, now: 0, elapsedMs: () => 0 });
      expect(result).toMatchObject({ ok: false, problem: { outcome: 'could-not-look', missing } });
    }
  });

  test('the most telling reason is told, with the rules that are missing', async () => {
    const reader = clusterThat({ get: forbidden, list: forbidden });
    const result = await look({ target: { kind: 'dns' }, reader, now: 0, elapsedMs: () => 0 });
    expect(result).toMatchObject({
      ok: false,
      problem: { rules: ['{ apiGroups: [""], resources: ["nodes"], verbs: ["list"] }'] },
    });
  });
});
