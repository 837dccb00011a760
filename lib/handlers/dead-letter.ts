import type { SQSRecord } from 'aws-lambda';
import { PostError } from '../conversation/poster.ts';
import { type Job, job as jobSchema } from '../jobs/job.ts';
import type { JobWatch } from '../jobs/job-watch.ts';
import { type TellLostDeps, tellLost } from '../jobs/tell-lost.ts';
import { TryLater } from '../jobs/try-later.ts';
import { errorFields, type Log } from '../log/log.ts';
import type { BatchHandler } from './diagnose.ts';

export interface DeadLetterHandlerDeps extends TellLostDeps {
  readonly watch: JobWatch;
  readonly log: Log;
}

/** Nothing comes behind this queue, so it is given up here, with a line that says so. */
const TRIES = 5;

/** Tells of jobs that failed for good. Never tries for ever: what cannot be told is logged. */
export function deadLetterHandler(deps: DeadLetterHandlerDeps): BatchHandler {
  return ({ Records }) => Promise.allSettled(Records.map((record) => tell(record, deps)));
}

async function tell({ body, attributes }: SQSRecord, deps: DeadLetterHandlerDeps): Promise<void> {
  const job = readJob(body);
  if (!job) {
    deps.log('dead-letter.untold', { reason: 'unreadable', bytes: body.length });
    return;
  }
  const about = { job: job.id, kind: job.kind, cluster: job.cluster };
  try {
    await tellLost(job, deps);
    await deps.watch.end(job.id);
    deps.log('dead-letter.told', about);
  } catch (error) {
    if (mayWorkLater(error) && Number(attributes.ApproximateReceiveCount) < TRIES) throw error;
    deps.log('dead-letter.untold', { ...about, ...errorFields(error) });
  }
}

function readJob(body: string): Job | undefined {
  try {
    return jobSchema.parse(JSON.parse(body));
  } catch {
    return undefined; // logged by the caller as untold
  }
}

const mayWorkLater = (error: unknown): boolean =>
  error instanceof PostError
    ? error.isTransient
    : error instanceof TryLater || !(error instanceof RangeError);
