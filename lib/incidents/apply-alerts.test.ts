import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Alert } from '../jobs/job.ts';
import { type AlertsJob, applyAlerts, LOOK_AGAIN_AFTER_MS, MOST_ALERTS } from './apply-alerts.ts';
import type { Incident } from './incident.ts';

const T = Date.parse('2026-11-24T09:00:00Z');
const MINUTE = 60_000;
const channelId = 'C1';

const alertOf = (over: Partial<Alert> = {}): Alert => ({
  fingerprint: 'f1',
  status: 'firing',
  name: 'KubeNodeNotReady',
  labels: {},
  startsAt: T,
  ...over,
});

const jobOf = (alerts: Alert[], at = T, id = `job-${at}`): AlertsJob => ({
  id,
  at,
  kind: 'alerts',
  cluster: 'prod',
  target: 'node node-3',
  object: 'node/node-3',
  alerts,
  truncated: 0,
});

const run = (jobs: readonly AlertsJob[]): Incident | undefined => {
  let incident: Incident | undefined;
  for (const job of jobs) incident = applyAlerts(incident, job, { now: job.at, channelId }).incident;
  return incident;
};

const kinds = (effects: readonly { kind: string }[]): string[] => effects.map(({ kind }) => kind);

describe('a look', () => {
  const first = run([jobOf([alertOf()])]);
  const looked = (at: number): Incident | undefined => first && { ...first, pending: [], lastLookAt: at };
  const second = jobOf([alertOf({ fingerprint: 'f2' })], T + MINUTE);

  test('is not made again for a new alert within five minutes, and after them it is', () => {
    const soon = applyAlerts(looked(T), second, { now: T + LOOK_AGAIN_AFTER_MS - 1, channelId });
    expect(kinds(soon.effects)).toEqual(['edit-head']);
    const later = applyAlerts(looked(T), second, { now: T + LOOK_AGAIN_AFTER_MS, channelId });
    expect(kinds(later.effects)).toEqual(['look', 'edit-head']);
  });

  test('is made at once where the incident changes its state', () => {
    const resolved = applyAlerts(
      looked(T),
      jobOf([alertOf({ status: 'resolved', endsAt: T + 1000 })], T + MINUTE),
      { now: T + 1000, channelId },
    );
    expect(kinds(resolved.effects)).toEqual(['look', 'answer-resolved', 'edit-head']);
  });

  test('that is under way when it resolves is no longer waited for: it may have looked before', () => {
    const resolved = run([
      jobOf([alertOf()]),
      jobOf([alertOf({ status: 'resolved', endsAt: T + 1000 })], T + MINUTE, 'job-resolve'),
    ]);
    const looks = resolved?.pending.filter(({ kind }) => kind === 'look');
    expect(looks).toEqual([expect.objectContaining({ jobId: 'job-resolve', reason: 'resolved' })]);
  });
});

test('a resolution of an earlier firing does not end a later one, and an end after its start does', () => {
  const fires = jobOf([alertOf({ startsAt: T + 10 * MINUTE })]);
  const late = jobOf([alertOf({ status: 'resolved', startsAt: T, endsAt: T + 5 * MINUTE })]);
  expect(run([fires, late])?.state).toBe('open');
  const overlapping = jobOf([alertOf({ status: 'resolved', startsAt: T, endsAt: T + 15 * MINUTE })]);
  expect(run([fires, overlapping])?.state).toBe('resolved');
});

test('an alert whose sender gives no end is over all the same', () => {
  expect(run([jobOf([alertOf()]), jobOf([alertOf({ status: 'resolved' })], T + MINUTE)])?.state).toBe(
    'resolved',
  );
});

test('more alerts than an incident remembers are counted, those that fire kept first', () => {
  const many = Array.from({ length: MOST_ALERTS }, (_, index) => alertOf({ fingerprint: `f${index}` }));
  const ended = alertOf({ fingerprint: 'ended', status: 'resolved', endsAt: T + 1 });
  const incident = run([jobOf([ended, ...many])]);
  expect(incident?.alerts).toHaveLength(MOST_ALERTS);
  expect(incident?.alerts.every(({ status }) => status === 'firing')).toBe(true);
  expect(incident?.forgotten).toBe(1);
});

/** What an Alertmanager may tell of a few alerts: they fire and end, time and again. */
const history = fc
  .array(
    fc.record({
      fingerprint: fc.constantFrom('f1', 'f2', 'f3'),
      start: fc.integer({ min: 0, max: 300 }),
      minutes: fc.integer({ min: 1, max: 90 }),
      says: fc.constantFrom('firing' as const, 'resolved' as const, 'no-end' as const),
      at: fc.integer({ min: 0, max: 600 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((periods) =>
    periods.map(({ fingerprint, start, minutes, says, at }, index) =>
      jobOf(
        [
          alertOf({
            fingerprint,
            startsAt: T + start * MINUTE,
            status: says === 'firing' ? 'firing' : 'resolved',
            ...(says === 'resolved' ? { endsAt: T + (start + minutes) * MINUTE } : {}),
          }),
        ],
        T + at * MINUTE,
        `job-${index}`,
      ),
    ),
  );

const shuffled = history.chain((jobs) =>
  fc.tuple(
    fc.constant(jobs),
    fc.shuffledSubarray([...jobs, ...jobs], { minLength: jobs.length * 2, maxLength: jobs.length * 2 }),
  ),
);

const statesOf = (incident: Incident | undefined) =>
  incident?.alerts.map(({ fingerprint, status, startsAt, endedAt }) => ({
    fingerprint,
    status,
    startsAt,
    endedAt,
  }));

describe('deliveries in any order, and twice', () => {
  test('end in the same states of the alerts', () => {
    fc.assert(
      fc.property(shuffled, ([jobs, others]) => {
        const [end, other] = [run(jobs), run(others)];
        expect(statesOf(other)).toEqual(statesOf(end));
        expect(other?.state === 'open').toBe(end?.state === 'open');
      }),
      { numRuns: 500 },
    );
  });

  test('only let the version grow, by one with each change', () => {
    fc.assert(
      fc.property(shuffled, ([, jobs]) => {
        let incident: Incident | undefined;
        for (const job of jobs) {
          const before = incident;
          incident = applyAlerts(before, job, { now: job.at, channelId }).incident;
          if (incident !== before) expect(incident.version).toBe((before?.version ?? 0) + 1);
        }
      }),
    );
  });

  test('bring nothing about the second time', () => {
    fc.assert(
      fc.property(history, (jobs) => {
        let incident: Incident | undefined;
        for (const job of jobs) {
          incident = applyAlerts(incident, job, { now: job.at, channelId }).incident;
          const again = applyAlerts(incident, job, { now: job.at + MINUTE, channelId });
          expect(again.effects).toEqual([]);
          expect(again.incident).toBe(incident);
        }
      }),
    );
  });
});
