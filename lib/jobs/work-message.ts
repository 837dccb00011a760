import { PostError } from '../conversation/poster.ts';
import type { WorkOutcome } from '../incidents/work.ts';
import { errorFields, type Log, type LogFields } from '../log/log.ts';
import { type Job, job as jobSchema } from './job.ts';
import type { JobWatch } from './job-watch.ts';
import { TryLater } from './try-later.ts';

export interface WorkMessageDeps {
  readonly watch: JobWatch;
  /** Does a job once, however often it is asked to; safe to be begun again after it broke off anywhere. */
  readonly work: (job: Job) => Promise<WorkOutcome>;
  readonly now: () => number;
  /** How long after its first delivery a job must have ended, in whatever way. */
  readonly lostAfterMs: number;
  readonly log: Log;
}

/** Works on one message of the queue. Rejects where it is to be delivered again: with `TryLater` where it is known when. */
export async function workMessage(body: string, deps: WorkMessageDeps): Promise<void> {
  const job = readJob(body, deps);
  const about = { job: job.id, kind: job.kind, cluster: job.cluster };
  const begunAt = deps.now();
  let outcome: WorkOutcome;
  try {
    await deps.watch.begin(job, begunAt + deps.lostAfterMs);
    outcome = await deps.work(job);
    await deps.watch.end(job.id);
  } catch (error) {
    throw failing(error, about, deps);
  }
  if (outcome === 'done-before') deps.log('job.already-done', about);
  else deps.log('job.done', { ...about, tookMs: deps.now() - begunAt, waitedMs: begunAt - job.at });
}

function readJob(body: string, { log }: WorkMessageDeps): Job {
  try {
    return jobSchema.parse(JSON.parse(body));
  } catch (error) {
    log('job.unreadable', { bytes: body.length });
    throw new Error('The message is no job.', { cause: error });
  }
}

/** Logs why a job is not done, and turns it into what the queue needs to know. */
function failing(error: unknown, about: LogFields, { log }: WorkMessageDeps): unknown {
  const later = laterOf(error);
  if (!later) {
    log('job.failed', { ...about, ...errorFields(error) });
    return error;
  }
  log('job.postponed', { ...about, afterSeconds: later.afterSeconds, ...errorFields(error) });
  return later;
}

function laterOf(error: unknown): TryLater | undefined {
  if (error instanceof TryLater) return error;
  if (!(error instanceof PostError) || error.retryAfterSeconds === undefined) return undefined;
  return new TryLater('Slack', error.retryAfterSeconds);
}
