import { expect, test } from '@jest/globals';
import { parseMoment } from './parse-moment.ts';

test.each([
  ['2026-01-02T03:04:05Z', Date.UTC(2026, 0, 2, 3, 4, 5)],
  ['2026-01-02 03:04:05z', Date.UTC(2026, 0, 2, 3, 4, 5)],
  ['2026-01-02T03:04Z', Date.UTC(2026, 0, 2, 3, 4)],
  ['2026-01-02T03:04:05.678+02:00', Date.UTC(2026, 0, 2, 1, 4, 5, 678)],
  ['2026-01-02', Date.UTC(2026, 0, 2)],
])('%s is a moment', (text, expected) => {
  expect(parseMoment(text)).toBe(expected);
});

test.each([
  '',
  'now',
  '2026-01-02T03:04:05',
  '2026-02-31',
  '2026-13-01',
  '2026-01-02T25:00:00Z',
  '1767323045',
])('"%s" is none', (text) => {
  expect(parseMoment(text)).toBeUndefined();
});
