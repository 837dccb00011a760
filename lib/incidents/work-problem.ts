import { postOnce } from '../conversation/outbox.ts';
import type { Job } from '../jobs/job.ts';
import type { WorkDeps } from './ports.ts';
import { sayLines } from './replies.ts';

/** Tells a cluster's channel of something that could not be processed. */
export async function workProblem(job: Extract<Job, { kind: 'problem' }>, deps: WorkDeps): Promise<void> {
  const lines = [job.summary, ...job.detail.split('\n').filter((line) => line !== '')];
  await postOnce(deps, sayLines(...lines.slice(0, 20)), {
    channelId: deps.channelOf(job.cluster),
    key: job.id,
  });
}
