import type { Outbox, OutboxEntry } from '../../../lib/conversation/outbox.ts';
import type { Posted } from '../../../lib/conversation/poster.ts';

/** What was posted, in memory, with leases that lapse. */
export class MemoryOutbox implements Outbox {
  readonly #entries = new Map<string, { begunAt: number; leasedUntil: number; posted?: Posted }>();

  begin(key: string, now: number, leaseMs: number): Promise<OutboxEntry> {
    const entry = this.#entries.get(key);
    if (entry?.posted) return Promise.resolve({ state: 'sent', posted: entry.posted });
    if (entry && entry.leasedUntil >= now) return Promise.resolve({ state: 'taken' });
    this.#entries.set(key, { begunAt: entry?.begunAt ?? now, leasedUntil: now + leaseMs });
    return Promise.resolve(entry ? { state: 'in-doubt', sinceMs: entry.begunAt } : { state: 'mine' });
  }

  sent(key: string, posted: Posted): Promise<void> {
    this.#entries.set(key, { begunAt: 0, leasedUntil: 0, posted });
    return Promise.resolve();
  }

  abandon(key: string): Promise<void> {
    this.#entries.delete(key);
    return Promise.resolve();
  }
}
