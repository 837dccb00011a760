import type { Job } from './job.ts';

/**
 * Remembers jobs that were begun, until they end: a job that neither succeeds nor comes into the dead-letter queue would
 * otherwise leave a thread that says "looking" for ever.
 */
export interface JobWatch {
  /** Keeps the first deadline of a job, however often it is begun. */
  begin(job: Job, deadlineMs: number): Promise<void>;
  end(id: string): Promise<void>;
  /** Jobs whose deadline is over, at most `most` of them. */
  overdue(now: number, most: number): Promise<readonly Job[]>;
}
