import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { BatchHandler } from '../../lib/handlers/diagnose.ts';
import type { Job, JobQueue } from '../../lib/jobs/job.ts';

interface Letter {
  readonly id: string;
  readonly body: string;
  tries: number;
  dueAtMs: number;
}

const MOST_TRIES = 5;
/** What the queue's own time-out is to a message that failed. */
const AGAIN_AFTER_MS = 180_000;
const MOST_DELIVERIES = 5_000;

export interface CourierDeps {
  readonly now: () => number;
  /** Lets time go by until a message is due again. */
  readonly waitUntil: (epochMs: number) => void;
  readonly diagnose: (event: SQSEvent) => ReturnType<BatchHandler>;
  readonly deadLetter: (event: SQSEvent) => ReturnType<BatchHandler>;
}

/** A queue in memory that does as SQS does: it delivers until a message is taken, five times, and then to the dead letters. */
export class Courier implements JobQueue {
  /** Whether it takes anything. */
  refuses = false;
  /** How many messages came into the dead-letter queue. */
  dead = 0;
  readonly #letters: Letter[] = [];
  readonly #deps: CourierDeps;
  #sent = 0;

  constructor(deps: CourierDeps) {
    this.#deps = deps;
  }

  get waiting(): number {
    return this.#letters.length;
  }

  async send(jobs: readonly Job[]): Promise<void> {
    if (this.refuses) throw new Error('AccessDenied');
    for (const job of jobs) this.put(JSON.stringify(job));
  }

  put(body: string): void {
    this.#sent += 1;
    this.#letters.push({ id: `message-${this.#sent}`, body, tries: 0, dueAtMs: this.#deps.now() });
  }

  postpone(id: string, delayMs: number): void {
    const letter = this.#letters.find((waiting) => waiting.id === id);
    if (letter) letter.dueAtMs = this.#deps.now() + delayMs;
  }

  /** Delivers until nothing is left. */
  async deliverAll(): Promise<void> {
    for (let count = 0; this.#letters.length > 0; count += 1) {
      if (count === MOST_DELIVERIES) throw new Error(`${this.#letters.length} messages never come to an end`);
      await this.deliverNext();
    }
  }

  /** Delivers the message that is due first, once. */
  async deliverNext(): Promise<void> {
    const [next] = [...this.#letters].sort((a, b) => a.dueAtMs - b.dueAtMs);
    if (next) await this.#deliver(next);
  }

  async #deliver(letter: Letter): Promise<void> {
    this.#deps.waitUntil(letter.dueAtMs);
    letter.tries += 1;
    letter.dueAtMs = this.#deps.now() + AGAIN_AFTER_MS;
    const isDone = await taken(this.#deps.diagnose, letter);
    if (!isDone && letter.tries < MOST_TRIES) return;
    this.#letters.splice(this.#letters.indexOf(letter), 1);
    if (!isDone) await this.#bury({ ...letter, tries: 0 });
  }

  async #bury(letter: Letter): Promise<void> {
    this.dead += 1;
    for (letter.tries = 1; letter.tries <= MOST_TRIES; letter.tries += 1) {
      if (await taken(this.#deps.deadLetter, letter)) return;
      this.#deps.waitUntil(this.#deps.now() + AGAIN_AFTER_MS);
    }
  }
}

async function taken(handle: BatchHandler, { id, body, tries }: Letter): Promise<boolean> {
  const record = {
    messageId: id,
    receiptHandle: id,
    body,
    attributes: { ApproximateReceiveCount: String(tries) },
  };
  // Of a record only what the handlers read.
  const [outcome] = await handle({ Records: [record as SQSRecord] });
  return outcome?.status === 'fulfilled';
}
