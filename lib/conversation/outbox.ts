import { TryLater } from '../jobs/try-later.ts';
import type { SlackMessage } from '../slack/blocks.ts';
import { PostError, type Posted, type Poster } from './poster.ts';

/** What is known of a message that is to be posted once. */
export type OutboxEntry =
  | { readonly state: 'mine' }
  | { readonly state: 'sent'; readonly posted: Posted }
  /** Begun by somebody whose lease is over and not recorded: it may stand in Slack or not. It is ours now to find out. */
  | { readonly state: 'in-doubt'; readonly sinceMs: number }
  /** Another worker is posting it. */
  | { readonly state: 'taken' };

/**
 * Remembers which messages were posted: an intent is recorded before each, and where it stands after. `begin` is a
 * conditional write: of two workers with the same message, at most one gets `mine` or `in-doubt` within a lease.
 */
export interface Outbox {
  begin(key: string, now: number, leaseMs: number): Promise<OutboxEntry>;
  sent(key: string, posted: Posted): Promise<void>;
  /** The post was refused for certain: it may be tried again. */
  abandon(key: string): Promise<void>;
}

export interface OutboxDeps {
  readonly outbox: Outbox;
  readonly poster: Poster;
  readonly now: () => number;
  /** Longer than a post may take. */
  readonly leaseMs: number;
}

interface Place {
  readonly channelId: string;
  readonly threadTs?: string;
  readonly key: string;
}

/**
 * Posts a message once, whatever crashes in between: `chat.postMessage` has no key of its own for that. An intent without
 * a record is looked up in the channel before anything is posted again. Throws `TryLater` while another worker is at it,
 * and `PostError`.
 */
export async function postOnce(
  { outbox, poster, now, leaseMs }: OutboxDeps,
  message: SlackMessage,
  place: Place,
): Promise<Posted> {
  const entry = await outbox.begin(place.key, now(), leaseMs);
  switch (entry.state) {
    case 'sent':
      return entry.posted;
    case 'taken':
      throw new TryLater(`message ${place.key}`, Math.ceil(leaseMs / 1000));
    case 'in-doubt': {
      const found = await poster.find({ ...place, sinceMs: entry.sinceMs });
      if (!found) break;
      await outbox.sent(place.key, found);
      return found;
    }
    case 'mine':
      break;
  }
  const posted = await postOrAbandon({ outbox, poster }, message, place);
  await outbox.sent(place.key, posted);
  return posted;
}

async function postOrAbandon(
  { outbox, poster }: Pick<OutboxDeps, 'outbox' | 'poster'>,
  message: SlackMessage,
  place: Place,
): Promise<Posted> {
  try {
    return await poster.post(message, place);
  } catch (error) {
    if (error instanceof PostError && !error.mayHaveArrived) await outbox.abandon(place.key);
    throw error;
  }
}
