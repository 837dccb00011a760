import type { JobLedger } from '../jobs/job.ts';
import type { JobWatch } from '../jobs/job-watch.ts';
import { type TellLostDeps, tellLost } from '../jobs/tell-lost.ts';
import { errorFields, type Log } from '../log/log.ts';

export interface TickHandlerDeps extends TellLostDeps {
  readonly watch: JobWatch;
  readonly ledger: Pick<JobLedger, 'claim' | 'release'>;
  readonly log: Log;
}

/** Told in one minute; the next minute takes the next ones. */
const MOST = 20;

/** Once a minute: tells of jobs that were begun and never ended, of which no queue knows any more. */
export function tickHandler(deps: TickHandlerDeps): () => Promise<void> {
  return async () => {
    let told = 0;
    for (const job of await deps.watch.overdue(deps.now(), MOST)) {
      const about = { job: job.id, kind: job.kind, cluster: job.cluster };
      try {
        const claim = await deps.ledger.claim(job.id, deps.now(), deps.leaseMs);
        if (claim === 'taken') continue;
        if (claim === 'mine') {
          await tellLost(job, deps);
          deps.log('tick.job-lost', about);
          told += 1;
          // Should the queue deliver it after all, it is done all the same.
          await deps.ledger.release(job.id);
        }
        await deps.watch.end(job.id);
      } catch (error) {
        deps.log('tick.failed', { ...about, ...errorFields(error) });
      }
    }
    deps.log('tick.done', { told });
  };
}
