import { expect, test } from '@jest/globals';
import { healthyDiagnosis, shutDownDiagnosis } from '../../test/fakes/memory/sample-diagnosis.ts';
import type { Effect, Incident } from './incident.ts';
import { recordLook, summarizeLook } from './record-look.ts';

const T = Date.parse('2026-11-24T09:00:00Z');
const look: Effect = { kind: 'look', number: 3, jobId: 'job-0003', since: T, reason: 'resolved' };
const resolved: Incident = {
  cluster: 'prod',
  object: 'node/node-3',
  target: 'node node-3',
  state: 'resolved',
  opening: 1,
  thread: 'wanted',
  head: 1,
  channelId: 'C1',
  alerts: [],
  forgotten: 0,
  openedAt: T,
  changedAt: T,
  truncated: 0,
  pending: [look],
  version: 3,
};
const node = { kind: 'node', name: 'node-3' } as const;
const well = summarizeLook({ status: 'looked', diagnosis: healthyDiagnosis(node, T) }, T);
const unwell = summarizeLook({ status: 'looked', diagnosis: shutDownDiagnosis(node, T) }, T);

test('only a healthy verdict closes what resolved', () => {
  expect(recordLook(resolved, look, well)).toMatchObject({ state: 'closed', pending: [], version: 4 });
  expect(recordLook(resolved, look, unwell)).toMatchObject({ state: 'resolved', pending: [], version: 4 });
});

test('a healthy verdict does not close what still fires', () => {
  expect(recordLook({ ...resolved, state: 'open' }, look, well).state).toBe('open');
});

test('a look that was asked for before the last change of state decides nothing', () => {
  const earlier: Effect = { ...look, number: 1, reason: 'opened' };
  expect(recordLook(resolved, earlier, well)).toBe(resolved);
});
