import { expect, test } from '@jest/globals';
import { minorOf } from './check.ts';

test.each([
  ['v1.34.1', 34],
  ['1.34.1', 34],
  ['v1.28.3-eks-4f4795d', 28],
  ['v1.33.4-gke.1134000', 33],
  ['v1.34.1+k3s1', 34],
  ['v1.9.0', 9],
  ['v1.34', 34],
])('%s is of minor version %d', (version, minor) => {
  expect(minorOf(version)).toBe(minor);
});

test.each(['', 'v2.1.0', 'kwok-v0.4.0', 'v1.x', 'v1.34rc', undefined])('%j is of none', (version) => {
  expect(minorOf(version)).toBeUndefined();
});
