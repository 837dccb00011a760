import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Job } from '../jobs/job.ts';
import type { Documents } from './documents.ts';
import {
  type Deliver,
  type LocalQueue,
  type LocalQueueOptions,
  localQueue,
  type QueueRecord,
} from './local-queue.ts';

const NOW = Date.parse('2026-03-04T05:06:07Z');

/** A disk that outlives the queue. `failsNext` has its next write fail. */
class Disk implements Documents {
  readonly items = new Map<string, string>();
  failsNext = false;

  async put(key: string, value: unknown): Promise<void> {
    await pause(0);
    if (this.failsNext) {
      this.failsNext = false;
      throw new Error('the disk is full');
    }
    this.items.set(key, JSON.stringify(value));
  }

  async remove(key: string): Promise<void> {
    await pause(0);
    this.items.delete(key);
  }

  async all(): Promise<{ key: string; value: unknown }[]> {
    return [...this.items].sort().map(([key, json]) => ({ key, value: JSON.parse(json) }));
  }
}

const job = (id: string): Job => ({
  id: `job-${id}-long-enough`,
  at: NOW,
  kind: 'problem',
  cluster: 'ward',
  summary: id,
  detail: '',
});

const summaryOf = ({ body }: QueueRecord): string => (JSON.parse(body) as { summary: string }).summary; // made by `job`
const nobody: ReadonlySet<string> = new Set();
const opened: LocalQueue[] = [];

afterEach(async () => {
  for (const queue of opened.splice(0)) await queue.stop(0);
});

function queueOn(
  disk: Documents,
  deliver: Partial<LocalQueueOptions['deliver']>,
  rest: Partial<LocalQueueOptions> = {},
) {
  const faults: string[] = [];
  let count = 0;
  const queue = localQueue({
    documents: disk,
    deliver: { jobs: async () => nobody, dead: async () => nobody, ...deliver },
    now: Date.now,
    newId: () => {
      count += 1;
      return String(count).padStart(4, '0');
    },
    onFault: (what) => faults.push(what),
    concurrency: 2,
    batchSize: 1,
    visibilityMs: 60_000,
    retryDelaysMs: [0],
    ...rest,
  });
  opened.push(queue);
  return { queue, faults };
}

async function idle(queue: LocalQueue): Promise<void> {
  for (let look = 0; look < 2_000 && queue.depth() > 0; look += 1) await pause(2);
  expect(queue.depth()).toBe(0);
}

/** Keeps what was delivered, and answers which of it failed. */
function recorder(fails: (record: QueueRecord) => boolean = () => false) {
  const seen: { summary: string; tries: number }[] = [];
  const deliver: Deliver = async (records) => {
    for (const record of records) seen.push({ summary: summaryOf(record), tries: record.tries });
    return new Set(records.filter(fails).map(({ messageId }) => messageId));
  };
  return { seen, deliver };
}

describe('what is sent', () => {
  test('is on disk before it counts as sent, and gone from there once it is done', async () => {
    const disk = new Disk();
    const { seen, deliver } = recorder();
    const { queue } = queueOn(disk, { jobs: deliver });
    await queue.send([job('a'), job('b')]);
    expect(disk.items.size).toBe(2);
    expect(seen).toEqual([]);
    await queue.start();
    await idle(queue);
    expect(seen.map(({ summary }) => summary).sort()).toEqual(['a', 'b']);
    expect(disk.items.size).toBe(0);
  });

  test('is not called sent where the disk refuses it', async () => {
    const disk = new Disk();
    const { queue } = queueOn(disk, {});
    disk.failsNext = true;
    await expect(queue.send([job('a')])).rejects.toThrow('the disk is full');
  });

  test('is handed out again by the next run where this one dies in the middle, with the try counted', async () => {
    const disk = new Disk();
    const never: Deliver = () => new Promise(() => undefined);
    const { queue } = queueOn(disk, { jobs: never });
    await queue.start();
    await queue.send([job('a')]);
    for (
      let look = 0;
      look < 500 && ![...disk.items.values()].some((json) => json.includes('"tries":1'));
      look += 1
    )
      await pause(2);
    const { seen, deliver } = recorder();
    const next = queueOn(disk, { jobs: deliver });
    await next.queue.start();
    await idle(next.queue);
    expect(seen).toEqual([{ summary: 'a', tries: 2 }]);
  });
});

describe('what fails', () => {
  test('is tried five times and then handed to the dead-letter function', async () => {
    const work = recorder(() => true);
    const dead = recorder();
    const { queue } = queueOn(new Disk(), { jobs: work.deliver, dead: dead.deliver });
    await queue.start();
    await queue.send([job('poison')]);
    await idle(queue);
    expect(work.seen.map(({ tries }) => tries)).toEqual([1, 2, 3, 4, 5]);
    expect(dead.seen).toEqual([{ summary: 'poison', tries: 1 }]);
  });

  test('does not bring back the others of its batch', async () => {
    const work = recorder((record) => summaryOf(record) === 'bad' && record.tries < 3);
    const disk = new Disk();
    const { queue } = queueOn(disk, { jobs: work.deliver }, { batchSize: 10 });
    await queue.send([job('good'), job('bad')]);
    await queue.start();
    await idle(queue);
    expect(work.seen.filter(({ summary }) => summary === 'good')).toHaveLength(1);
    expect(work.seen.filter(({ summary }) => summary === 'bad').map(({ tries }) => tries)).toEqual([1, 2, 3]);
    expect(disk.items.size).toBe(0);
  });

  test('counts as failed where it throws or never ends, and is told', async () => {
    let calls = 0;
    const jobs: Deliver = () => {
      calls += 1;
      if (calls === 1) throw new Error('a bug');
      return calls === 2 ? new Promise(() => undefined) : Promise.resolve(nobody);
    };
    const { queue, faults } = queueOn(new Disk(), { jobs }, { visibilityMs: 20 });
    await queue.start();
    await queue.send([job('a')]);
    await idle(queue);
    expect(calls).toBe(3);
    expect(faults).toEqual(['queue/jobs', 'queue/jobs']);
  });

  test('stays on disk, told and no longer tried, where not even the dead-letter function can take it', async () => {
    const disk = new Disk();
    const fails = recorder(() => true);
    const { queue, faults } = queueOn(disk, { jobs: fails.deliver, dead: fails.deliver });
    await queue.start();
    await queue.send([job('a')]);
    await idle(queue);
    expect(fails.seen).toHaveLength(10);
    expect(faults).toEqual(['queue/dead']);
    expect([...disk.items.values()].map((json) => JSON.parse(json).lane)).toEqual(['given-up']);
  });

  test('waits as long as its worker asked for', async () => {
    let nowMs = NOW;
    const handed: number[] = [];
    const { queue } = queueOn(
      new Disk(),
      {
        jobs: async (records) => {
          handed.push(nowMs);
          for (const { messageId } of records) queue.postpone(messageId, 5_000);
          return handed.length === 1 ? new Set(records.map(({ messageId }) => messageId)) : nobody;
        },
      },
      { now: () => nowMs },
    );
    await queue.start();
    await queue.send([job('a')]);
    for (let look = 0; look < 500 && handed.length === 0; look += 1) await pause(2);
    await pause(20);
    nowMs += 4_999;
    await queue.send([]);
    await pause(20);
    expect(handed).toEqual([NOW]);
    nowMs += 1;
    await queue.send([]);
    await idle(queue);
    expect(handed).toEqual([NOW, NOW + 5_000]);
  });
});

test('works on no more at once than it may', async () => {
  let atOnce = 0;
  let most = 0;
  const jobs: Deliver = async () => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await pause(2);
    atOnce -= 1;
    return nobody;
  };
  const { queue } = queueOn(new Disk(), { jobs }, { concurrency: 3 });
  await queue.start();
  await queue.send(Array.from({ length: 20 }, (_, index) => job(String(index))));
  await idle(queue);
  expect(most).toBe(3);
});

test('stopping waits for what is being worked on, and leaves the rest on disk', async () => {
  const disk = new Disk();
  let finish: () => void = () => undefined;
  const jobs: Deliver = () =>
    new Promise((resolve) => {
      finish = () => resolve(nobody);
    });
  const { queue } = queueOn(disk, { jobs }, { concurrency: 1 });
  await queue.start();
  await queue.send([job('a'), job('b')]);
  for (
    let look = 0;
    look < 500 && ![...disk.items.values()].some((json) => json.includes('"tries":1'));
    look += 1
  )
    await pause(2);
  await pause(5);
  const stopped = queue.stop(60_000);
  finish();
  await stopped;
  expect(disk.items.size).toBe(1);
});
