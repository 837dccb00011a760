import type { JobLedger } from '../../../lib/jobs/job.ts';

/** Claims in memory, with leases that lapse. */
export class MemoryJobLedger implements JobLedger {
  readonly #claims = new Map<string, { done: boolean; leasedUntil: number }>();

  claim(id: string, now: number, leaseMs: number): Promise<'mine' | 'done' | 'taken'> {
    const claim = this.#claims.get(id);
    if (claim?.done) return Promise.resolve('done');
    if (claim && claim.leasedUntil >= now) return Promise.resolve('taken');
    this.#claims.set(id, { done: false, leasedUntil: now + leaseMs });
    return Promise.resolve('mine');
  }

  finish(id: string): Promise<void> {
    this.#claims.set(id, { done: true, leasedUntil: 0 });
    return Promise.resolve();
  }

  release(id: string): Promise<void> {
    if (!this.#claims.get(id)?.done) this.#claims.delete(id);
    return Promise.resolve();
  }
}
