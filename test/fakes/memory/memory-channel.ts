import { PostError, type Posted, type Poster, type PostProblem } from '../../../lib/conversation/poster.ts';
import { areTooLongTogether, validateBlocks } from '../../../lib/local/slack/validate-blocks.ts';
import type { SlackMessage } from '../../../lib/slack/blocks.ts';

interface Standing {
  readonly channelId: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly key: string;
  readonly atMs: number;
  message: SlackMessage;
}

type Place = { channelId: string; threadTs?: string; key: string };

/** Channels in memory that refuse what Slack refuses. */
export class MemoryChannel implements Poster {
  readonly #now: () => number;
  #posts = 0;
  readonly messages: Standing[] = [];
  readonly whispers: { readonly userId: string; readonly text: string }[] = [];
  /** Channels in which nothing can be posted, and why. */
  readonly problems = new Map<string, PostProblem>();

  constructor(now: () => number) {
    this.#now = now;
  }

  async post(message: SlackMessage, { channelId, threadTs, key }: Place): Promise<Posted> {
    this.#refuse(channelId, message);
    if (threadTs !== undefined) this.#at({ channelId, ts: threadTs });
    this.#posts += 1;
    const ts = `${Math.floor(this.#now() / 1000)}.${String(this.#posts).padStart(6, '0')}`;
    this.messages.push({ channelId, ts, threadTs, key, message, atMs: this.#now() });
    return { channelId, ts };
  }

  async update(message: SlackMessage, at: Posted): Promise<void> {
    this.#refuse(at.channelId, message);
    this.#at(at).message = message;
  }

  async find({
    channelId,
    threadTs,
    key,
    sinceMs,
  }: Place & { sinceMs: number }): Promise<Posted | undefined> {
    return this.messages.find(
      (standing) =>
        standing.channelId === channelId &&
        standing.threadTs === threadTs &&
        standing.key === key &&
        standing.atMs >= sinceMs,
    );
  }

  async whisper(message: SlackMessage, { userId }: { userId: string }): Promise<void> {
    this.whispers.push({ userId, text: textOf(message) });
  }

  /** Somebody deletes the head of a thread. */
  delete(ts: string): void {
    this.messages.splice(
      this.messages.findIndex((standing) => standing.ts === ts),
      1,
    );
  }

  /** Each thread, the head's line first, then its replies, in the order of their posting. */
  threads(channelId: string): string[][] {
    const standing = this.messages.filter((message) => message.channelId === channelId);
    return standing
      .filter(({ threadTs }) => threadTs === undefined)
      .map(({ ts, message }) => [
        textOf(message),
        ...standing.filter(({ threadTs }) => threadTs === ts).map((reply) => textOf(reply.message)),
      ]);
  }

  #at({ channelId, ts }: Posted): Standing {
    const found = this.messages.find((standing) => standing.channelId === channelId && standing.ts === ts);
    if (!found) throw new PostError('message-gone', { detail: 'message_not_found' });
    return found;
  }

  #refuse(channelId: string, { blocks }: SlackMessage): void {
    const problem = this.problems.get(channelId);
    if (problem) throw new PostError(problem, { detail: 'as the test wants it' });
    const faults = validateBlocks(blocks);
    if (faults.length > 0 || areTooLongTogether(blocks))
      throw new PostError('invalid-message', { detail: JSON.stringify(faults) });
  }
}

const textOf = ({ text }: SlackMessage): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
