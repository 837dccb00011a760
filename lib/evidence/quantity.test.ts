import { expect, test } from '@jest/globals';
import { parseQuantity } from './quantity.ts';

test.each<[string, number]>([
  ['4', 4],
  ['1900m', 1.9],
  ['0.5', 0.5],
  ['7113664Ki', 7113664 * 1024],
  ['2Gi', 2 * 1024 ** 3],
  ['1G', 1e9],
  ['1k', 1000],
  ['1e3', 1000],
  ['2E3', 2000],
  ['1E', 1e18],
  ['100n', 1e-7],
  ['-1', -1],
  [' 5 ', 5],
])('%s is %d', (text, value) => {
  expect(parseQuantity(text)).toBeCloseTo(value, 10);
});

test.each([undefined, '', 'many', '1Kb', '1 Gi', '--1', '1.2.3', '1constructor'])('%s is none', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});
