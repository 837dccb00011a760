import type { SlackMessage } from '../slack/blocks.ts';

/** Where a message stands: Slack identifies it by its channel and time stamp. */
export interface Posted {
  readonly channelId: string;
  readonly ts: string;
}

/** What Slack answers when it will not do what was asked, as far as it makes a difference to us. */
export type PostProblem =
  | 'not-in-channel'
  | 'channel-not-found'
  | 'archived'
  | 'message-gone'
  | 'token-revoked'
  | 'missing-scope'
  | 'invalid-message'
  | 'rate-limited'
  | 'unavailable';

/** Thrown by a poster. `isTransient` says whether the same call may succeed later. `mayHaveArrived`: nobody knows. */
export class PostError extends Error {
  override readonly name = 'PostError';
  readonly problem: PostProblem;
  readonly isTransient: boolean;
  readonly mayHaveArrived: boolean;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    problem: PostProblem,
    options: {
      readonly detail: string;
      readonly mayHaveArrived?: boolean;
      readonly retryAfterSeconds?: number | undefined;
    },
  ) {
    super(`${problem}: ${options.detail}`);
    this.problem = problem;
    this.isTransient = problem === 'rate-limited' || problem === 'unavailable';
    this.mayHaveArrived = options.mayHaveArrived ?? false;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Says things in Slack. Each message carries its key as metadata, by which `find` recognises it. */
export interface Poster {
  post(message: SlackMessage, place: { channelId: string; threadTs?: string; key: string }): Promise<Posted>;
  update(message: SlackMessage, at: Posted): Promise<void>;
  /** The message with this key, if it stands in the channel (or thread) since then. */
  find(place: {
    channelId: string;
    threadTs?: string;
    key: string;
    sinceMs: number;
  }): Promise<Posted | undefined>;
  /** Tells one person only, through the response URL while it is good, else in the channel. */
  whisper(
    message: SlackMessage,
    to: { channelId: string; userId: string; responseUrl?: string },
  ): Promise<void>;
}
