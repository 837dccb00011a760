import { postOnce } from '../conversation/outbox.ts';
import { PostError, type Posted } from '../conversation/poster.ts';
import { describeTarget } from '../evidence/target.ts';
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
  const { asker, cluster } = job;
  const target = targetOf(job.target);
  if (!target)
    return whisper(asker, deps, say('look.no-target', { words: job.target }), say('look.no-target.fix', {}));
  const person = await deps.people.describe(asker.userId, asker.userTeamId ?? asker.teamId);
  const permission = deps.mayLook({ asker, person, cluster });
  if (!permission.allowed) return whisper(asker, deps, permission.reason);
  const base = { cluster, askedBy: asker.userId };
  try {
    const head = await postHead(job, deps, { ...base, state: 'looking', target, sinceMs: 0 }, 1);
    const result = await lookSafely(deps.look, cluster, job.target);
    const answer =
      result.status === 'looked'
        ? renderDiagnosis(result.diagnosis, { cluster })
        : renderLookFailure(result, { what: describeTarget(target), cluster });
    const end: HeadState =
      result.status === 'looked'
        ? { ...base, state: 'verdict', diagnosis: result.diagnosis }
        : { ...base, state: 'failed', target };
    await answerInThread({ job, deps, head, answer, end });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    await whisper(asker, deps, refusal);
  }
}

const postHead = (job: LookJob, deps: WorkDeps, state: HeadState, number: number): Promise<Posted> =>
  postOnce(deps, renderHead(state), { channelId: job.asker.channelId, key: `${job.id}:head:${number}` });

interface Answering {
  readonly job: LookJob;
  readonly deps: WorkDeps;
  readonly head: Posted;
  readonly answer: ReturnType<typeof renderDiagnosis>;
  readonly end: HeadState;
}

/** A head that was deleted meanwhile is posted anew, and the thread goes on there. */
async function answerInThread({ job, deps, head, answer, end }: Answering): Promise<void> {
  const answerUnder = (parent: Posted): Promise<Posted> =>
    postOnce(deps, answer, { channelId: parent.channelId, threadTs: parent.ts, key: `${job.id}:answer` });
  try {
    // The head first: Slack says that it is gone, while a reply to a deleted message would stand alone.
    await deps.poster.update(renderHead(end), head);
    await answerUnder(head);
  } catch (error) {
    if (!(error instanceof PostError) || error.problem !== 'message-gone') throw error;
    await answerUnder(await postHead(job, deps, end, 2));
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
