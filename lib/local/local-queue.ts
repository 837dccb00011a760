import * as z from 'zod';
import type { Job, JobQueue } from '../jobs/job.ts';
import type { Documents } from './documents.ts';

/** A message as it lies on disk. */
const stored = z.object({
  /** Where it is to go: to the worker, to the dead-letter function, or nowhere any more. */
  lane: z.enum(['jobs', 'dead', 'given-up']),
  body: z.string(),
  sentAt: z.number(),
  /** How often it was handed out in its lane, counted before each time: a worker that dies has had its try. */
  tries: z.number(),
});
type Stored = z.output<typeof stored>;

type Lane = Exclude<Stored['lane'], 'given-up'>;

/** A message that is handed out. */
export interface QueueRecord {
  readonly messageId: string;
  readonly body: string;
  /** Counts from one. */
  readonly tries: number;
  readonly sentAt: number;
}

/** Hands records to a function; answers the ids of those that failed. To throw is to fail with all of them. */
export type Deliver = (records: readonly QueueRecord[]) => Promise<ReadonlySet<string>>;

export interface LocalQueueOptions {
  readonly documents: Documents;
  readonly deliver: Readonly<Record<Lane, Deliver>>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly onFault: (what: string, error: unknown) => void;
  /** Deliveries at the same time, of both lanes. */
  readonly concurrency: number;
  readonly batchSize: number;
  /** After it a delivery without an end counts as failed, and its messages are handed out again. */
  readonly visibilityMs: number;
  /** The waits after the first, second, … failure; the last one is for all further. */
  readonly retryDelaysMs: readonly number[];
}

export interface LocalQueue extends JobQueue {
  /** Takes up what an earlier run left and begins to hand out. */
  start(): Promise<void>;
  /** Makes a message of the lane visible only after this time, counted from the end of the delivery that has it now. */
  postpone(messageId: string, delayMs: number): void;
  /** Messages that are waiting or being worked on. */
  depth(): number;
  /** Hands out nothing more, and waits for what is being worked on, but not longer than this. */
  stop(graceMs: number): Promise<void>;
}

/** As often as the queue at AWS tries before a message is called dead. */
const MOST_TRIES = 5;
/** As long as SQS keeps a message at most. */
const KEPT_MS = 14 * 86_400_000;
/** Beyond it whoever sends is told to come again: a flood must not fill the memory. */
const MOST_MESSAGES = 20_000;

interface Held {
  readonly id: string;
  readonly message: Stored;
  readonly visibleAt: number;
}

/**
 * Stands in for SQS on one machine, with the same promises: what was sent is on disk before `send` resolves, is handed out
 * at least once, up to five times, and then goes to the dead-letter function. It belongs to one process at a time, so what
 * an earlier one had in hand is free again at the start.
 */
export function localQueue(options: LocalQueueOptions): LocalQueue {
  const { documents, now } = options;
  const waiting = new Map<string, Held>();
  const postponed = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const inHand = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let state: 'new' | 'running' | 'stopped' = 'new';

  const delayAfter = (tries: number): number =>
    options.retryDelaysMs[Math.min(tries, options.retryDelaysMs.length) - 1] ?? 0;

  function pump(): void {
    if (state !== 'running') return;
    clearTimeout(timer);
    for (const lane of ['jobs', 'dead'] as const) {
      while (running.size < options.concurrency) {
        const batch = [...waiting.values()]
          .filter(({ message, visibleAt }) => message.lane === lane && visibleAt <= now())
          .slice(0, options.batchSize);
        if (batch.length === 0) break;
        run(lane, batch);
      }
    }
    const next = Math.min(...[...waiting.values()].map(({ visibleAt }) => visibleAt));
    if (Number.isFinite(next) && running.size < options.concurrency) {
      timer = setTimeout(pump, Math.max(10, Math.min(next - now(), 60_000)));
    }
  }

  function run(lane: Lane, batch: readonly Held[]): void {
    for (const { id } of batch) {
      waiting.delete(id);
      inHand.add(id);
    }
    const work = handOut(lane, batch).finally(() => {
      running.delete(work);
      pump();
    });
    running.add(work);
  }

  async function handOut(lane: Lane, batch: readonly Held[]): Promise<void> {
    const tried = batch.map(({ id, message }) => ({ id, message: { ...message, tries: message.tries + 1 } }));
    let failed: ReadonlySet<string>;
    try {
      await Promise.all(tried.map(({ id, message }) => documents.put(id, message)));
      failed = await within(options.visibilityMs, options.deliver[lane](tried.map(toRecord)));
    } catch (error) {
      options.onFault(`queue/${lane}`, error);
      failed = new Set(tried.map(({ id }) => id));
    }
    for (const { id, message } of tried) {
      const delayMs = postponed.get(id);
      postponed.delete(id);
      try {
        await settle(id, message, failed.has(id), delayMs);
      } catch (error) {
        // It lies on disk as it was handed out: it is handed out again, which the worker's ledger tells apart.
        options.onFault(`queue/${lane}`, error);
        waiting.set(id, { id, message, visibleAt: now() + delayAfter(message.tries) });
      } finally {
        inHand.delete(id);
      }
    }
  }

  async function settle(id: string, message: Stored, isFailed: boolean, delayMs?: number): Promise<void> {
    if (!isFailed) return documents.remove(id);
    if (message.tries < MOST_TRIES) {
      waiting.set(id, { id, message, visibleAt: now() + (delayMs ?? delayAfter(message.tries)) });
      return;
    }
    const moved: Stored = { ...message, lane: message.lane === 'jobs' ? 'dead' : 'given-up', tries: 0 };
    await documents.put(id, moved);
    if (moved.lane === 'dead') waiting.set(id, { id, message: moved, visibleAt: now() });
    else options.onFault('queue/dead', new Error('a message could not even be reported; it stays on disk'));
  }

  return {
    async send(jobs: readonly Job[]) {
      if (waiting.size + jobs.length > MOST_MESSAGES)
        throw new Error(`more than ${MOST_MESSAGES} messages wait`);
      const added = jobs.map((job): Held => {
        const sentAt = now();
        const id = `${String(sentAt).padStart(15, '0')}-${options.newId()}`;
        return {
          id,
          visibleAt: sentAt,
          message: { lane: 'jobs', body: JSON.stringify(job), sentAt, tries: 0 },
        };
      });
      await Promise.all(added.map(({ id, message }) => documents.put(id, message)));
      for (const held of added) waiting.set(held.id, held);
      pump();
    },
    async start() {
      for (const { key, value } of await documents.all()) {
        const message = stored.parse(value);
        if (now() - message.sentAt > KEPT_MS) await documents.remove(key);
        else if (message.lane !== 'given-up') waiting.set(key, { id: key, message, visibleAt: now() });
      }
      state = 'running';
      pump();
    },
    postpone: (messageId, delayMs) => {
      if (inHand.has(messageId)) postponed.set(messageId, delayMs);
    },
    depth: () => waiting.size + inHand.size,
    async stop(graceMs) {
      state = 'stopped';
      clearTimeout(timer);
      await Promise.race([Promise.all(running), pause(graceMs)]);
    },
  };
}

const toRecord = ({ id, message }: { id: string; message: Stored }): QueueRecord => ({
  messageId: id,
  body: message.body,
  tries: message.tries,
  sentAt: message.sentAt,
});

async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${limitMs} ms`)), limitMs).unref();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
