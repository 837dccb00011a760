import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { MemoryChannel } from '../../test/fakes/memory/memory-channel.ts';
import { MemoryJobLedger } from '../../test/fakes/memory/memory-job-ledger.ts';
import { MemoryOutbox } from '../../test/fakes/memory/memory-outbox.ts';
import { PostError } from '../conversation/poster.ts';
import type { WorkOutcome } from '../incidents/work.ts';
import type { Job } from '../jobs/job.ts';
import type { JobWatch } from '../jobs/job-watch.ts';
import { TryLater } from '../jobs/try-later.ts';
import type { LogCode } from '../log/codes.ts';
import { deadLetterHandler } from './dead-letter.ts';
import { diagnoseHandler } from './diagnose.ts';
import { tickHandler } from './tick.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const LEASE_MS = 150_000;
const LOST_AFTER_MS = 5_400_000;

const look: Job = {
  id: 'look-0001',
  at: NOW,
  kind: 'look',
  cluster: 'prod',
  target: 'node node-3',
  asker: { teamId: 'T1', channelId: 'C0001', userId: 'U0001' },
};
const problem: Job = {
  id: 'problem-0001',
  at: NOW,
  kind: 'problem',
  cluster: 'prod',
  summary: 'bad alerts',
  detail: '',
};

let nowMs: number;
let channel: MemoryChannel;
let ledger: MemoryJobLedger;
let codes: LogCode[];
let watched: Map<string, { job: Job; deadlineMs: number }>;
let watch: JobWatch;

beforeEach(() => {
  nowMs = NOW;
  channel = new MemoryChannel(() => nowMs);
  ledger = new MemoryJobLedger();
  codes = [];
  watched = new Map();
  watch = {
    async begin(job, deadlineMs) {
      if (!watched.has(job.id)) watched.set(job.id, { job, deadlineMs });
    },
    async end(id) {
      watched.delete(id);
    },
    async overdue(now) {
      return [...watched.values()].filter(({ deadlineMs }) => deadlineMs < now).map(({ job }) => job);
    },
  };
});

const log = (code: LogCode) => codes.push(code);
const now = () => nowMs;

function delivery(body: string, receiveCount = 1): SQSEvent {
  // Of a record only what the handlers read.
  const record = {
    body,
    receiptHandle: 'receipt',
    attributes: { ApproximateReceiveCount: String(receiveCount) },
  };
  return { Records: [record as SQSRecord] };
}

describe('the worker', () => {
  let postponed: number[];
  const worker = (work: (job: Job) => Promise<WorkOutcome>) => {
    postponed = [];
    return diagnoseHandler({
      work,
      watch,
      now,
      lostAfterMs: LOST_AFTER_MS,
      log,
      postpone: async (_, seconds) => void postponed.push(seconds),
    });
  };

  test('does a job and forgets it', async () => {
    const seen: Job[] = [];
    const handle = worker(async (job) => {
      seen.push(job);
      expect([...watched.keys()]).toEqual([look.id]);
      return 'done';
    });
    expect((await handle(delivery(JSON.stringify(look)))).map(({ status }) => status)).toEqual(['fulfilled']);
    expect(seen).toEqual([look]);
    expect(watched.size).toBe(0);
    expect(codes).toEqual(['job.done']);
  });

  test('gives back a job that fails, and keeps it in sight', async () => {
    const handle = worker(() => Promise.reject(new Error('boom')));
    expect((await handle(delivery(JSON.stringify(look)))).map(({ status }) => status)).toEqual(['rejected']);
    expect([...watched.keys()]).toEqual([look.id]);
    expect(codes).toEqual(['job.failed']);
    expect(postponed).toEqual([]);
  });

  test.each<[string, Error, number]>([
    ['another worker is at it', new TryLater('job', 40), 40],
    ['Slack limits us', new PostError('rate-limited', { detail: 'x', retryAfterSeconds: 17 }), 17],
  ])('puts a job off where %s', async (_, error, seconds) => {
    const handle = worker(() => Promise.reject(error));
    expect((await handle(delivery(JSON.stringify(look)))).map(({ status }) => status)).toEqual(['rejected']);
    expect(postponed).toEqual([seconds]);
    expect(codes).toEqual(['job.postponed']);
  });

  test.each(['', 'rubbish', '{}', '{"kind":"remediate"}'])('gives back %p, which is no job', async (body) => {
    const handle = worker(async () => 'done');
    expect((await handle(delivery(body))).map(({ status }) => status)).toEqual(['rejected']);
    expect(codes).toEqual(['job.unreadable']);
  });

  test('does the others of a batch where one fails', async () => {
    const handle = worker(async ({ kind }) => {
      if (kind === 'problem') throw new Error('boom');
      return 'done';
    });
    const Records = [problem, look].flatMap((job) => delivery(JSON.stringify(job)).Records);
    expect((await handle({ Records })).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('a dead letter', () => {
  const dead = () =>
    deadLetterHandler({
      outbox: new MemoryOutbox(),
      poster: channel,
      channelOf: () => 'C0009',
      watch,
      now,
      leaseMs: LEASE_MS,
      log,
    });

  test('of a look is told where it was asked for, with what to do', async () => {
    await dead()(delivery(JSON.stringify(look)));
    expect(channel.threads('C0001')).toEqual([[expect.stringContaining('/k8s diagnose node node-3')]]);
    expect(codes).toEqual(['dead-letter.told']);
  });

  test('of a look whose head stands is told there, and the head no longer says that we look', async () => {
    await channel.post({ text: 'Looking', blocks: [] }, { channelId: 'C0001', key: `${look.id}:head:1` });
    await dead()(delivery(JSON.stringify(look)));
    const [thread] = channel.threads('C0001');
    expect(thread).toEqual([
      expect.stringContaining('Could not look at'),
      expect.stringContaining('never came to an end'),
    ]);
  });

  test('of alerts is told to the channel of the cluster, by name', async () => {
    const job = {
      ...problem,
      kind: 'alerts',
      object: 'node/node-3',
      truncated: 0,
      alerts: [{ fingerprint: 'f', status: 'firing', name: 'KubeNodeNotReady', labels: {}, startsAt: NOW }],
    };
    await dead()(delivery(JSON.stringify(job)));
    expect(channel.threads('C0009')).toEqual([[expect.stringContaining('KubeNodeNotReady')]]);
  });

  test('is told once, however often it is delivered', async () => {
    const handle = dead();
    await handle(delivery(JSON.stringify(look)));
    await handle(delivery(JSON.stringify(look)));
    expect(channel.threads('C0001')).toHaveLength(1);
  });

  test('that Slack refuses for good is logged, and does not come back', async () => {
    channel.problems.set('C0001', 'archived');
    expect((await dead()(delivery(JSON.stringify(look)))).map(({ status }) => status)).toEqual(['fulfilled']);
    expect(codes).toEqual(['dead-letter.untold']);
  });

  test('that Slack does not take now comes back, at most four times', async () => {
    channel.problems.set('C0001', 'unavailable');
    expect((await dead()(delivery(JSON.stringify(look), 4))).map(({ status }) => status)).toEqual([
      'rejected',
    ]);
    expect((await dead()(delivery(JSON.stringify(look), 5))).map(({ status }) => status)).toEqual([
      'fulfilled',
    ]);
    expect(codes).toEqual(['dead-letter.untold']);
  });
});

describe('every minute', () => {
  const tick = () =>
    tickHandler({
      outbox: new MemoryOutbox(),
      poster: channel,
      channelOf: () => 'C0009',
      watch,
      ledger,
      now,
      leaseMs: LEASE_MS,
      log,
    });

  test('nothing is told of a job that has time left', async () => {
    await watch.begin(look, NOW + LOST_AFTER_MS);
    await tick()();
    expect(channel.messages).toEqual([]);
    expect(codes).toEqual(['tick.done']);
  });

  test('a job that was lost is told, once', async () => {
    await watch.begin(look, NOW + LOST_AFTER_MS);
    nowMs = NOW + LOST_AFTER_MS + 1;
    await tick()();
    await tick()();
    expect(channel.threads('C0001')).toEqual([[expect.stringContaining('never came to an end')]]);
    expect(codes).toEqual(['tick.job-lost', 'tick.done', 'tick.done']);
  });

  test('a job that was done after all is forgotten', async () => {
    await watch.begin(look, NOW);
    await ledger.claim(look.id, NOW, LEASE_MS);
    await ledger.finish(look.id);
    nowMs = NOW + 1;
    await tick()();
    expect(channel.messages).toEqual([]);
    expect(watched.size).toBe(0);
  });

  test('a job that somebody works on at this moment is left to them', async () => {
    await watch.begin(look, NOW);
    await ledger.claim(look.id, NOW, LEASE_MS);
    nowMs = NOW + 1;
    await tick()();
    expect(channel.messages).toEqual([]);
    expect(watched.size).toBe(1);
  });

  test('one that cannot be told of does not keep the others from it', async () => {
    await watch.begin(look, NOW);
    await watch.begin(problem, NOW);
    channel.problems.set('C0001', 'unavailable');
    nowMs = NOW + 1;
    await tick()();
    expect(channel.threads('C0009')).toEqual([[expect.stringContaining('bad alerts')]]);
    expect([...watched.keys()]).toEqual([look.id]);
    expect(codes).toEqual(['tick.failed', 'tick.job-lost', 'tick.done']);
  });
});
