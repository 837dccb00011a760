import type { Job } from '../jobs/job.ts';
import { TryLater } from '../jobs/try-later.ts';
import type { WorkDeps } from './ports.ts';
import { workAlerts } from './work-alerts.ts';
import { workLook } from './work-look.ts';
import { workProblem } from './work-problem.ts';

/** What became of a job: done now, or nothing to do since it was done before. */
export type WorkOutcome = 'done' | 'done-before';

/**
 * Does a job from the queue, which may deliver it twice, late, or again after a crash. Throws `TryLater` while another
 * worker is at it; rejects where it failed, and then it may be tried again.
 */
export async function work(job: Job, deps: WorkDeps): Promise<WorkOutcome> {
  const claim = await deps.ledger.claim(job.id, deps.now(), deps.leaseMs);
  if (claim === 'done') return 'done-before';
  if (claim === 'taken') throw new TryLater(`job ${job.id}`, Math.ceil(deps.leaseMs / 1000));
  try {
    await workByKind(job, deps);
  } catch (error) {
    await deps.ledger.release(job.id);
    throw error;
  }
  await deps.ledger.finish(job.id, deps.now());
  return 'done';
}

function workByKind(job: Job, deps: WorkDeps): Promise<void> {
  switch (job.kind) {
    case 'look':
      return workLook(job, deps);
    case 'alerts':
      return workAlerts(job, deps);
    case 'problem':
      return workProblem(job, deps);
  }
}
