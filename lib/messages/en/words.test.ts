import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytes, enumerate, moment, plural, quote, sincePhrase, span } from './words.ts';

test.each([
  [-5, '0 s'],
  [59_400, '59 s'],
  [60_000, '1 min'],
  [3_600_000, '1 h'],
  [5_400_000, '1 h 30 min'],
  [47 * 3_600_000, '47 h'],
  [48 * 3_600_000, '2 days'],
])('%d ms are said as %s', (ms, text) => {
  expect(span(ms)).toBe(text);
});

test('a moment is written in UTC, to the second', () => {
  expect(moment(Date.UTC(2026, 2, 4, 10))).toBe('2026-03-04T10:00:00Z');
});

test('since when is said only where it is known', () => {
  expect(sincePhrase(undefined, 0)).toBe('');
  expect(sincePhrase(Date.UTC(2026, 2, 4, 9), Date.UTC(2026, 2, 4, 10))).toBe(
    ' since 2026-03-04T09:00:00Z (1 h)',
  );
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
  [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a, b, c, d, e and 2 more'],
])('%j is enumerated as %j', (items, text) => {
  expect(enumerate(items)).toBe(text);
});

test('one is singular, everything else plural', () => {
  expect([plural(1, 'pod'), plural(0, 'pod'), plural(2, 'policy', 'policies')]).toEqual([
    '1 pod',
    '0 pods',
    '2 policies',
  ]);
});

test('a quotation is one line, bounded, and shows that it was cut', () => {
  expect(quote(' a\n\tb ')).toBe('a b');
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 1, max: 200 }), (text, most) => {
      const quoted = quote(text, most);
      expect(quoted.length).toBeLessThanOrEqual(most);
      expect(quoted).not.toMatch(/[\n\t]/);
    }),
  );
});

test.each([
  [0, '0 B'],
  [1536, '1.5 KiB'],
  [200 * 2 ** 20, '200 MiB'],
  [3 * 2 ** 40, '3.0 TiB'],
])('%d bytes are %s', (amount, text) => {
  expect(bytes(amount)).toBe(text);
});
