import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { didYouMean } from './did-you-mean.ts';
import { editDistance } from './edit-distance.ts';

describe('did you mean', () => {
  test('the closest comes first, and what is far away is not offered', () => {
    expect(didYouMean('node-33', ['node-3', 'node-34', 'proxy', 'node-333'])).toEqual([
      'node-3',
      'node-333',
      'node-34',
    ]);
    expect(didYouMean('banana', ['node-3'])).toEqual([]);
  });

  test('two swapped letters are one slip', () => {
    expect(editDistance('dsn', 'dns')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('kitten', 'sitting')).toBe(3);
  });

  test('an endless word is not compared', () => {
    expect(didYouMean('a'.repeat(10_000), ['a'.repeat(9_999)])).toEqual([]);
  });

  test('at most as many as asked for', () => {
    expect(didYouMean('node-1', ['node-2', 'node-3', 'node-4', 'node-5'], 2)).toHaveLength(2);
  });
});

test('the distance of two words is symmetric, and nought only for equal ones', () => {
  const word = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});
