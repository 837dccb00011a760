import { describe, expect, test } from '@jest/globals';
import { type CauseId, catalogue, causeIds } from './catalogue.ts';
import { causalRank, reachOf } from './explains.ts';

const explainedBy = (cause: CauseId): CauseId[] => causeIds.filter((id) => reachOf(cause, id));

/** A way through the explanations that comes back to where it began, or undefined where there is none. */
function ringFrom(start: CauseId): CauseId[] | undefined {
  const seen = new Set<CauseId>();
  const walk = (path: readonly CauseId[]): CauseId[] | undefined => {
    const last = path.at(-1);
    if (last === undefined) return undefined;
    for (const next of explainedBy(last)) {
      if (next === start) return [...path, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const ring = walk([...path, next]);
      if (ring) return ring;
    }
    return undefined;
  };
  return walk([start]);
}

test('no cause explains itself, through however many others', () => {
  expect(causeIds.flatMap((id) => ringFrom(id)?.join(' → ') ?? [])).toEqual([]);
});

test.each<readonly [CauseId, CauseId, string]>([
  ['cni.not-installed', 'node.not-ready', 'cluster'],
  ['cni.not-installed', 'dns.pods-pending', 'cluster'],
  ['proxy.crash-looping', 'dns.api-unreachable', 'node'],
  ['certificate.kubelet-client-expired', 'node.unreachable', 'node'],
  ['dns.forwarding-loop', 'dns.crash-looping', 'cluster'],
  ['service.scaled-to-zero', 'service.no-ready-endpoints', 'object'],
  ['cni.agent-down', 'dns.not-ready', 'node'],
  ['node.unreachable', 'proxy.not-running', 'node'],
])('%s explains %s on the same %s', (cause, consequence, reach) => {
  if (reach !== 'cluster') expect(reachOf(cause, consequence)).not.toBe('cluster');
  expect(reachOf(cause, consequence)).toBeDefined();
});

test.each<readonly [CauseId, CauseId]>([
  ['dns.not-ready', 'cni.agent-down'],
  ['node.not-ready', 'cni.not-installed'],
  ['node.cordoned', 'node.not-ready'],
  ['service.selector-matches-nothing', 'dns.no-endpoints'],
  ['control-plane.etcd-unhealthy', 'service.selector-matches-nothing'],
])('%s does not explain %s', (cause, consequence) => {
  expect(reachOf(cause, consequence)).toBeUndefined();
});

describe('rank', () => {
  test('a generic cause stands behind the specific ones of its area', () => {
    const areas = new Set(causeIds.map((id) => id.split('.')[0]));
    for (const area of areas) {
      const own = causeIds.filter((id) => id.startsWith(`${area}.`));
      const ranks = (generic: boolean) =>
        own.filter((id) => catalogue[id].generic === generic).map(causalRank);
      expect(Math.max(...ranks(false))).toBeLessThan(Math.min(...ranks(true), Number.POSITIVE_INFINITY));
    }
  });

  test('every area has a place', () => {
    for (const id of causeIds) expect(causalRank(id)).toBeGreaterThanOrEqual(0);
  });

  test('a node comes before its network, that before DNS, and that before a Service', () => {
    const ranks = (['node.unreachable', 'cni.agent-down', 'dns.not-ready', 'service.not-found'] as const).map(
      causalRank,
    );
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  });
});
