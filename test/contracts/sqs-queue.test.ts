import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { postponeIn } from '../../lib/adapters/sqs/postpone.ts';
import { sqsQueue } from '../../lib/adapters/sqs/sqs-queue.ts';
import type { Job, JobQueue } from '../../lib/jobs/job.ts';
import { type SqsServer, startSqs } from '../fakes/sqs/sqs-server.ts';

let server: SqsServer;
let queue: JobQueue;

beforeEach(async () => {
  server = await startSqs();
  queue = sqsQueue({ url: server.url, client: server.client });
});
afterEach(() => server.stop());

const problem = (index: number, detail = 'why'): Job => ({
  id: `problem-${String(index).padStart(4, '0')}`,
  at: 1_764_000_000_000,
  kind: 'problem',
  cluster: 'prod',
  summary: `№ ${index}`,
  detail,
});
const idsOf = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => id).sort();

describe('jobs that are sent', () => {
  test('come out as they went in, whatever their number', async () => {
    const jobs = Array.from({ length: 23 }, (_, index) => problem(index));
    await queue.send(jobs);
    const taken = await server.takeJobs();
    expect([...taken].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(jobs);
    expect(server.sends).toBe(3);
  });

  test('go in several requests where one would be too large', async () => {
    const jobs = [0, 1, 2].map((index) => problem(index, 'ü'.repeat(60_000)));
    await queue.send(jobs);
    expect(idsOf(await server.takeJobs())).toEqual(idsOf(jobs));
    expect(server.sends).toBe(2);
  });

  test('none of them, no request', async () => {
    await queue.send([]);
    expect(server.sends).toBe(0);
  });

  test('get there although the queue throttles a first time', async () => {
    server.fault = 'throttles-once';
    await queue.send([problem(1)]);
    expect(idsOf(await server.takeJobs())).toEqual(['problem-0001']);
  });
});

describe('sending fails, and says so,', () => {
  test.each([
    ['where the queue refuses', 'refuses', /AccessDenied|Unknown/],
    [
      'where one message of a batch is refused',
      'refuses-one-of-them',
      /1 of 2 messages were refused: InternalError/,
    ],
  ] as const)('%s', async (_, fault, message) => {
    server.fault = fault;
    await expect(queue.send([problem(1), problem(2)])).rejects.toThrow(message);
    server.fault = undefined;
    expect(await server.takeJobs()).toEqual([]);
  });

  test('where the queue never answers: after a time-out, twice', async () => {
    server.fault = 'never-answers';
    await expect(queue.send([problem(1)])).rejects.toThrow(/timeout|timed out/i);
    expect(server.sends).toBe(2);
  }, 15_000);

  test('where nothing listens', async () => {
    server.stop();
    await expect(queue.send([problem(1)])).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('a message that is being worked on', () => {
  test('is hidden from other workers, and there again as soon as it is postponed to now', async () => {
    await queue.send([problem(1)]);
    const [delivery] = await server.deliver();
    expect(await server.deliver()).toEqual([]);
    await postponeIn({ url: server.url, client: server.client })(delivery?.receiptHandle ?? '', 0);
    expect(idsOf(await server.takeJobs())).toEqual(['problem-0001']);
  });

  test('is postponed by no more than SQS allows', async () => {
    await queue.send([problem(1)]);
    const [delivery] = await server.deliver();
    const postpone = postponeIn({ url: server.url, client: server.client });
    await postpone(delivery?.receiptHandle ?? '', 1_000_000);
    expect(await server.deliver()).toEqual([]);
  });
});
