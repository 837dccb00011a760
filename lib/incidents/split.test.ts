import { describe, expect, test } from '@jest/globals';
import { readWebhook } from '../alerts/webhook.ts';
import { job as jobSchema } from '../jobs/job.ts';
import { REPEAT_AFTER_MS } from './job-id.ts';
import { jobLimitBytes, splitWebhook } from './split.ts';

/** Begins a window, so that half an hour after it is the next one. */
const T = Math.ceil(Date.parse('2026-11-24T09:00:00Z') / REPEAT_AFTER_MS) * REPEAT_AFTER_MS;

const firing = (node: string, labels: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'KubeNodeNotReady', node, ...labels },
  startsAt: '2026-11-24T07:45:23Z',
  endsAt: '0001-01-01T00:00:00Z',
});

function split(alerts: unknown[], { at = T, cluster = 'prod', truncated = 0 } = {}) {
  const read = readWebhook({ alerts, truncatedAlerts: truncated, groupKey: 'g' });
  if (read.status !== 'read') throw new Error(read.problem);
  return splitWebhook(read, cluster, at);
}

const idsOf = (alerts: unknown[], at = T): string[] => split(alerts, { at }).jobs.map(({ id }) => id);

test('500 alerts about 500 nodes are 500 jobs, all of them valid', () => {
  const { jobs } = split(Array.from({ length: 500 }, (_, index) => firing(`node-${index}`)));
  expect(jobs).toHaveLength(500);
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(500);
  for (const job of jobs) expect(jobSchema.parse(job)).toEqual(job);
});

test('500 alerts about one node are few jobs, none too heavy for the queue, and none is lost', () => {
  const alerts = Array.from({ length: 500 }, (_, index) =>
    firing(
      'node-3',
      Object.fromEntries(Array.from({ length: 20 }, (__, key) => [`l${key}`, `${'漢'.repeat(300)}${index}`])),
    ),
  ).map((alert, index) => ({ ...alert, fingerprint: `f${index}` }));
  const { jobs } = split(alerts);
  expect(jobs.length).toBeGreaterThan(1);
  for (const job of jobs) expect(Buffer.byteLength(JSON.stringify(job))).toBeLessThanOrEqual(jobLimitBytes);
  const kept = jobs.flatMap((job) =>
    job.kind === 'alerts' ? job.alerts.map(({ fingerprint }) => fingerprint) : [],
  );
  expect(new Set(kept).size).toBe(500);
});

test('a mixed group is a job for each object, and tells each what Alertmanager left out', () => {
  const { jobs } = split(
    [firing('node-1'), firing('node-2'), firing('node-1', { alertname: 'KubeNodePressure' })],
    {
      truncated: 7,
    },
  );
  expect(jobs).toMatchObject([
    { object: 'node/node-1', target: 'node node-1', truncated: 7, alerts: [{}, {}] },
    { object: 'node/node-2', target: 'node node-2', truncated: 7, alerts: [{}] },
  ]);
});

describe('the id of a job', () => {
  const both = [firing('node-3'), firing('node-3', { alertname: 'KubeNodePressure' })];
  const [id] = idsOf(both);

  test('is the same for retries and the other one of a pair, in whatever order the alerts come', () => {
    expect(idsOf([...both].reverse(), T + REPEAT_AFTER_MS - 1)).toEqual([id]);
  });

  test('is another for a repeat later, another state, another start, another cluster', () => {
    const others = [
      ...idsOf(both, T + REPEAT_AFTER_MS),
      ...idsOf(both.map((alert) => ({ ...alert, status: 'resolved' }))),
      ...idsOf(both.map((alert) => ({ ...alert, startsAt: '2026-11-24T07:45:24Z' }))),
      ...split(both, { cluster: 'stage' }).jobs.map((job) => job.id),
    ];
    expect(new Set([id, ...others]).size).toBe(5);
  });
});

test('alerts that cannot be read are one problem, counted where there are many', () => {
  const { jobs } = split([...Array.from({ length: 40 }, () => ({})), firing('node-3')]);
  const problem = jobs.find(({ kind }) => kind === 'problem');
  expect(jobs).toHaveLength(2);
  expect(problem).toMatchObject({
    summary: '40 alerts of a webhook could not be read; 1 other of it went on.',
    detail: expect.stringMatching(/^Alert 1, field labels: has no labels[\s\S]*… and 30 more$/),
  });
  expect(jobSchema.parse(problem)).toEqual(problem);
});
