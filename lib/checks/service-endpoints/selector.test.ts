import { describe, expect, test } from '@jest/globals';
import { parseObject } from '../../evidence/objects/kinds.ts';
import type { Pod } from '../../evidence/objects/pod.ts';
import { nearMisses, selects } from './selector.ts';

function pod(name: string, labels: Readonly<Record<string, string>>): Pod {
  const parsed = parseObject('Pod', { metadata: { name, namespace: 'shop', labels } });
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

describe('selects', () => {
  test.each([
    [{ app: 'cart' }, { app: 'cart', tier: 'web' }, true],
    [{ app: 'cart', tier: 'db' }, { app: 'cart', tier: 'web' }, false],
    [{ app: 'cart' }, { App: 'cart' }, false],
    [{}, { app: 'cart' }, false],
  ])('%j of %j: %s', (selector, labels, answer) => {
    expect(selects(selector, labels)).toBe(answer);
  });
});

describe('near misses', () => {
  const near = (selector: Readonly<Record<string, string>>, ...pods: readonly Pod[]) =>
    nearMisses(selector, pods, 3).map(({ pod: { meta }, lacking, instead }) => ({
      name: meta.name,
      lacking,
      instead,
    }));

  test.each([
    ['another letter', { app: 'card' }, { app: 'cart' }, ['app=cart']],
    ['another case', { app: 'Cart' }, { app: 'cart' }, ['app=cart']],
    ['a hyphen more', { app: 'shop-cart' }, { app: 'shopcart' }, ['app=shopcart']],
    ['a suffix', { app: 'cart' }, { app: 'cart-v2' }, ['app=cart-v2']],
    ['another key', { name: 'cart' }, { app: 'cart' }, ['app=cart']],
    [
      'another key and a prefix',
      { app: 'cart' },
      { 'app.kubernetes.io/name': 'cart' },
      ['app.kubernetes.io/name=cart'],
    ],
  ])('shows %s', (_, selector, labels, instead) => {
    expect(near(selector, pod('x-1', labels))).toMatchObject([{ instead }]);
  });

  test('shows what is lacking of several labels', () => {
    expect(near({ app: 'cart', tier: 'db' }, pod('cart-1', { app: 'cart' }))).toEqual([
      { name: 'cart-1', lacking: ['tier=db'], instead: [] },
    ]);
  });

  test('shows the closest first', () => {
    const [first] = near(
      { app: 'cart', tier: 'db' },
      pod('a', { tier: 'dbs' }),
      pod('b', { app: 'cart', tier: 'dbs' }),
    );
    expect(first?.name).toBe('b');
  });

  test('shows nothing where nothing is near', () => {
    expect(near({ app: 'cart' }, pod('postgres-0', { app: 'postgres' }))).toEqual([]);
  });
});
