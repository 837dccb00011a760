import { type OutboxDeps, postOnce } from '../conversation/outbox.ts';
import type { Posted } from '../conversation/poster.ts';
import { targetOf } from '../incidents/target-of.ts';
import { say } from '../messages/message.ts';
import type { SlackMessage } from '../slack/blocks.ts';
import { renderHead } from '../slack/render-head.ts';
import { renderWords } from '../slack/render-words.ts';
import type { Job } from './job.ts';

export interface TellLostDeps extends OutboxDeps {
  /** The channel to which a cluster's alerts go; throws a RangeError where it has none any more. */
  readonly channelOf: (cluster: string) => string;
}

type LookJob = Extract<Job, { kind: 'look' }>;

/** Alerts that are named of a job that came to nothing. */
const MOST_NAMES = 8;

/**
 * Tells of a job that came to nothing: of a look in its thread where its head stands, else in the channel it was asked
 * in; of anything else in the cluster's channel. Told once, however often it is called. Rejects with a `PostError`, or a
 * `RangeError` where there is no channel to tell.
 */
export async function tellLost(job: Job, deps: TellLostDeps): Promise<void> {
  if (job.kind === 'look') return tellLostLook(job, deps);
  await postOnce(deps, wordsOf(job), { channelId: deps.channelOf(job.cluster), key: keyOf(job) });
}

const keyOf = ({ id }: Job): string => `${id}:lost`;

function wordsOf(job: Exclude<Job, LookJob>): SlackMessage {
  const { id, cluster } = job;
  if (job.kind === 'problem') return renderWords([say('work.lost-problem', { summary: job.summary })]);
  const names = [...new Set(job.alerts.map(({ name }) => name))].slice(0, MOST_NAMES).join(', ');
  return renderWords([
    say('work.lost-alerts', { object: job.object, cluster, alerts: names }),
    say('work.lost-alerts.fix', { job: id }),
  ]);
}

async function tellLostLook(job: LookJob, deps: TellLostDeps): Promise<void> {
  const { asker, cluster, id } = job;
  const { channelId } = asker;
  const words = renderWords([
    say('work.lost-look', { target: job.target, cluster }),
    say('work.lost-look.fix', { target: job.target, job: id }),
  ]);
  const head = await deps.poster.find({ channelId, key: `${id}:head:1`, sinceMs: job.at });
  if (head) await markFailed(job, head, deps);
  await postOnce(deps, words, { channelId, key: keyOf(job), ...(head ? { threadTs: head.ts } : {}) });
}

async function markFailed(
  { asker, cluster, target: words }: LookJob,
  head: Posted,
  deps: TellLostDeps,
): Promise<void> {
  const target = targetOf(words);
  if (!target) return;
  const state = { state: 'failed', cluster, askedBy: asker.userId, target } as const;
  await deps.poster.update(renderHead(state), head);
}
