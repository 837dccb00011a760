import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labelSelector, matchesFields } from './selectors.ts';

const matches = (text: string, labels: Record<string, string>): boolean | undefined =>
  labelSelector(text)?.(labels);

describe('a label selector', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['', {}, true],
    ['a=1', { a: '1' }, true],
    ['a==1', { a: '1' }, true],
    ['a=1', { a: '2' }, false],
    ['a=', { a: '' }, true],
    ['a=', {}, false],
    ['a!=1', { a: '2' }, true],
    ['a!=1', {}, true],
    ['a!=1', { a: '1' }, false],
    ['a in (1, 2)', { a: '2' }, true],
    ['a in (1,2)', {}, false],
    ['a notin (1,2)', {}, true],
    ['a notin (1,2)', { a: '1' }, false],
    ['a', { a: '' }, true],
    ['!a', { a: '' }, false],
    ['! a', {}, true],
    ['k8s-app=kube-dns,tier in (a,b)', { 'k8s-app': 'kube-dns', tier: 'b' }, true],
    ['k8s-app=kube-dns,tier in (a,b)', { 'k8s-app': 'kube-dns', tier: 'c' }, false],
    ['kubernetes.io/service-name=x', { 'kubernetes.io/service-name': 'x' }, true],
    ['constructor', {}, false],
  ])('%s on %j: %s', (text, labels, expected) => {
    expect(matches(text, labels)).toBe(expected);
  });

  test.each(['a in (', '=', 'a=b=c', 'a,,b', 'in (a)', 'a b'])('%s is none', (text) => {
    expect(labelSelector(text)).toBeUndefined();
  });

  const word = fc.stringMatching(/^[a-z]{1,5}$/);
  const labels = fc.dictionary(word, word, { maxKeys: 4 });

  test('equality, set and existence agree with each other', () => {
    fc.assert(
      fc.property(word, word, labels, (key, value, held) => {
        expect(matches(`${key}=${value}`, held)).toBe(held[key] === value);
        expect(matches(`${key}!=${value}`, held)).toBe(!matches(`${key}=${value}`, held));
        expect(matches(`${key} in (${value})`, held)).toBe(matches(`${key}=${value}`, held));
        expect(matches(`${key} notin (${value})`, held)).toBe(!matches(`${key} in (${value})`, held));
        expect(matches(`!${key}`, held)).toBe(!matches(key, held));
      }),
    );
  });

  test('of several requirements holds where each of them does', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1, maxLength: 4 }), labels, (pairs, held) => {
        const texts = pairs.map(([key, value]) => `${key}=${value}`);
        expect(matches(texts.join(','), held)).toBe(texts.every((text) => matches(text, held)));
      }),
    );
  });
});

test('field selectors compare with what is set, and with nothing where it is not', () => {
  const event = {
    meta: { name: 'e' },
    type: 'Warning',
    about: { kind: 'Node', name: 'n', namespace: undefined },
  };
  expect(matchesFields(event, {})).toBe(true);
  expect(matchesFields(event, { 'involvedObject.kind': 'Node', 'involvedObject.name': 'n' })).toBe(true);
  expect(matchesFields(event, { 'involvedObject.kind': 'Pod' })).toBe(false);
  expect(matchesFields(event, { type: 'Normal' })).toBe(false);
  expect(matchesFields({ meta: { name: 'p' } }, { 'spec.nodeName': '' })).toBe(true);
  expect(matchesFields({ meta: { name: 'p' } }, { 'spec.nodeName': 'n' })).toBe(false);
});
