import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type EmbeddedTable, embeddedTable } from '../../lib/adapters/dynalite/embedded-table.ts';
import { jobWatch } from '../../lib/adapters/dynamodb/job-watch.ts';
import type { Job } from '../../lib/jobs/job.ts';
import type { JobWatch } from '../../lib/jobs/job-watch.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
let embedded: EmbeddedTable;
let watch: JobWatch;

beforeEach(async () => {
  embedded = await embeddedTable({ name: 'wardround' });
  watch = jobWatch(embedded.table);
});
afterEach(() => embedded.close());

const job = (id: string): Job => ({
  id,
  at: NOW,
  kind: 'problem',
  cluster: 'prod',
  summary: 's',
  detail: 'd',
});

test('a job is overdue after its deadline, and whole', async () => {
  await watch.begin(job('job-00001'), NOW + 10);
  expect(await watch.overdue(NOW + 10, 5)).toEqual([]);
  expect(await watch.overdue(NOW + 11, 5)).toEqual([job('job-00001')]);
});

test('a job that is begun again keeps its first deadline', async () => {
  await watch.begin(job('job-00001'), NOW + 10);
  await watch.begin(job('job-00001'), NOW + 10_000);
  expect(await watch.overdue(NOW + 11, 5)).toHaveLength(1);
});

test('a job that ended is never overdue, and may end twice', async () => {
  await watch.begin(job('job-00001'), NOW);
  await watch.end('job-00001');
  await watch.end('job-00001');
  expect(await watch.overdue(NOW + 1, 5)).toEqual([]);
});

test('no more are given than were asked for', async () => {
  for (let index = 0; index < 7; index += 1) await watch.begin(job(`job-0000${index}`), NOW);
  expect(await watch.overdue(NOW + 1, 5)).toHaveLength(5);
});
