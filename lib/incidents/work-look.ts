import { postOnce } from '../conversation/outbox.ts';
import { PostError, type Posted } from '../conversation/poster.ts';
import { describeTarget, type Target } from '../evidence/target.ts';
import type { Asker, Job } from '../jobs/job.ts';
import { type Message, say } from '../messages/message.ts';
import { renderDiagnosis } from '../slack/render-diagnosis.ts';
import { type HeadState, renderHead } from '../slack/render-head.ts';
import { lookSafely } from './look-safely.ts';
import type { WorkDeps } from './ports.ts';
import { renderLookFailure, sayMessages } from './replies.ts';
import { targetOf } from './target-of.ts';

type LookJob = Extract<Job, { kind: 'look' }>;

/**
 * Does what somebody asked for: a head in the channel, the diagnosis in its thread, then the verdict in the head. Who may
 * not ask, or asks where nothing can be posted, is told why, and nobody else is.
 */
export async function workLook(job: LookJob, deps: WorkDeps): Promise<void> {
  const { asker } = job;
  const target = targetOf(job.target);
  if (!target)
    return whisper(asker, deps, say('look.no-target', { words: job.target }), say('look.no-target.fix', {}));
  let refusal: Message | undefined;
  try {
    refusal = await answerUnlessRefused(job, target, deps);
  } catch (error) {
    refusal = refusalOf(error);
    if (!refusal) throw error;
  }
  if (refusal) await whisper(asker, deps, refusal);
}

/** Looks and answers, or gives the reason why whoever asked may not. Rejects with what Slack refuses. */
async function answerUnlessRefused(
  job: LookJob,
  target: Target,
  deps: WorkDeps,
): Promise<Message | undefined> {
  const { asker, cluster } = job;
  const person = await deps.people.describe(asker.userId, asker.userTeamId ?? asker.teamId);
  const permission = deps.mayLook({ asker, person, cluster });
  if (!permission.allowed) return permission.reason;
  const base = { cluster, askedBy: asker.userId };
  const head = await postHead(job, deps, { ...base, state: 'looking', target, sinceMs: 0 }, 1);
  const result = await lookSafely(deps.look, cluster, job.target);
  const answer =
    result.status === 'looked'
      ? renderDiagnosis(result.diagnosis, { cluster })
      : renderLookFailure(result, { what: describeTarget(target), cluster });
  const failed: HeadState = { ...base, state: 'failed', target };
  const end: HeadState =
    result.status === 'looked' ? { ...base, state: 'verdict', diagnosis: result.diagnosis } : failed;
  await answerInThread({ job, deps, head, answer, end, failed });
  return undefined;
}

const postHead = (job: LookJob, deps: WorkDeps, state: HeadState, number: number): Promise<Posted> =>
  postOnce(deps, renderHead(state), { channelId: job.asker.channelId, key: `${job.id}:head:${number}` });

interface Answering {
  readonly job: LookJob;
  readonly deps: WorkDeps;
  readonly head: Posted;
  readonly answer: ReturnType<typeof renderDiagnosis>;
  readonly end: HeadState;
  /** What the head says where Slack does not take the answer. */
  readonly failed: HeadState;
}

/**
 * A head that was deleted meanwhile is posted anew, and the thread goes on there. An answer whose form Slack refuses is
 * told as such, so that no head says for ever that we look.
 */
async function answerInThread({ job, deps, head, answer, end, failed }: Answering): Promise<void> {
  const answerUnder = (parent: Posted, message = answer): Promise<Posted> =>
    postOnce(deps, message, { channelId: parent.channelId, threadTs: parent.ts, key: `${job.id}:answer` });
  try {
    // The head first: Slack says that it is gone, while a reply to a deleted message would stand alone.
    await deps.poster.update(renderHead(end), head);
    await answerUnder(head);
  } catch (error) {
    if (!(error instanceof PostError)) throw error;
    if (error.problem === 'message-gone') {
      await answerUnder(await postHead(job, deps, end, 2));
      return;
    }
    if (error.problem !== 'invalid-message') throw error;
    await deps.poster.update(renderHead(failed), head);
    await answerUnder(head, sayMessages(say('post.invalid-message', {})));
  }
}

/** What to tell the asker of a post that will never succeed here; undefined where it may later. */
function refusalOf(error: unknown): Message | undefined {
  if (!(error instanceof PostError)) return undefined;
  switch (error.problem) {
    case 'not-in-channel':
    case 'channel-not-found':
    case 'archived':
    case 'message-gone':
    case 'token-revoked':
    case 'missing-scope':
    case 'invalid-message':
      return say(`post.${error.problem}`, {});
    case 'rate-limited':
    case 'unavailable':
      return undefined;
  }
}

/** At least once: Slack keeps no record of what only one person saw, and twice is better than never. */
async function whisper(
  { channelId, userId, responseUrl }: Asker,
  deps: WorkDeps,
  ...lines: Message[]
): Promise<void> {
  await deps.poster.whisper(sayMessages(...lines), {
    channelId,
    userId,
    ...(responseUrl === undefined ? {} : { responseUrl }),
  });
}
