import { describe, expect, test } from '@jest/globals';
import { openCapture } from '../evidence/capture/open-capture.ts';
import type { Target } from '../evidence/target.ts';
import { describeTarget } from '../evidence/target.ts';
import { diagnose } from './diagnose.ts';
import type { Diagnosis } from './diagnosis.ts';

const folder = new URL('../../examples/', import.meta.url).pathname;
const NOW = Date.parse('2026-03-04T10:00:00Z');

async function ask(example: string, target: Target): Promise<Diagnosis> {
  const { reader } = await openCapture([`${folder}${example}`]);
  return diagnose({ target, reader, now: NOW, elapsedMs: () => 0 });
}

const cart: Target = { kind: 'service', namespace: 'shop', name: 'cart' };
const node3: Target = { kind: 'node', name: 'node-3' };

const broken: readonly [Target, Diagnosis['verdict'], string | undefined][] = [
  [{ kind: 'cluster' }, 'unhealthy', 'cni.agent-down'],
  [node3, 'unhealthy', 'cni.agent-down'],
  [{ kind: 'node', name: 'node-2' }, 'healthy', undefined],
  [{ kind: 'dns' }, 'unhealthy', 'cni.agent-down'],
  [{ kind: 'proxy' }, 'healthy', undefined],
  [{ kind: 'network' }, 'unhealthy', 'cni.agent-down'],
  [cart, 'unhealthy', 'service.selector-matches-nothing'],
  [{ kind: 'service', namespace: 'shop', name: 'web' }, 'healthy', undefined],
  [{ kind: 'service', namespace: 'shop', name: 'basket' }, 'unhealthy', 'service.not-found'],
];

describe('the broken cluster', () => {
  test.each(broken.map(([target, ...rest]) => [describeTarget(target), target, ...rest] as const))(
    '%s',
    async (_, target, verdict, first) => {
      const diagnosis = await ask('broken-cluster', target);
      expect(diagnosis.verdict).toBe(verdict);
      expect(diagnosis.causes[0]?.id).toBe(first);
    },
  );

  test('its one broken node explains what shows elsewhere, and the reboot is told as a warning', async () => {
    const { causes } = await ask('broken-cluster', { kind: 'cluster' });
    expect(causes.map(({ id }) => id)).toEqual(['cni.agent-down', 'node.rebooted']);
    expect(causes[0]?.explains.map(({ cause }) => cause)).toEqual(['dns.not-ready']);
  });
});

describe('the healthy cluster', () => {
  const targets: readonly Target[] = [
    { kind: 'cluster' },
    node3,
    { kind: 'dns' },
    { kind: 'proxy' },
    { kind: 'network' },
    cart,
  ];
  test.each(targets.map((target) => [describeTarget(target), target] as const))('%s', async (_, target) => {
    const diagnosis = await ask('healthy-cluster', target);
    expect(diagnosis.verdict).toBe('healthy');
    expect(diagnosis.causes).toEqual([]);
  });
});
