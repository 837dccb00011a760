import type { SlackMessage } from '../slack/blocks.ts';
import { PostError, type Posted, type Poster } from './poster.ts';

/** What is known of a message that is to be posted once. */
export type OutboxEntry =
  | { readonly state: 'mine' }
  | { readonly state: 'sent'; readonly posted: Posted }
  /** Begun and not recorded: it may stand in Slack or not. */
  | { readonly state: 'in-doubt'; readonly sinceMs: number };

/** Remembers which messages were posted: an intent is recorded before each, and where it stands after. */
export interface Outbox {
  begin(key: string, now: number): Promise<OutboxEntry>;
  sent(key: string, posted: Posted): Promise<void>;
  /** The post was refused for certain: it may be tried again. */
  abandon(key: string): Promise<void>;
}

/**
 * Posts a message once, whatever crashes in between: `chat.postMessage` has no key of its own for that. An intent without
 * a record is looked up in the channel before anything is posted again.
 */
export async function postOnce(
  { outbox, poster, now }: { outbox: Outbox; poster: Poster; now: () => number },
  message: SlackMessage,
  place: { channelId: string; threadTs?: string; key: string },
): Promise<Posted> {
  const entry = await outbox.begin(place.key, now());
  if (entry.state === 'sent') return entry.posted;
  if (entry.state === 'in-doubt') {
    const found = await poster.find({ ...place, sinceMs: entry.sinceMs });
    if (found) {
      await outbox.sent(place.key, found);
      return found;
    }
  }
  const posted = await postOrAbandon({ outbox, poster }, message, place);
  await outbox.sent(place.key, posted);
  return posted;
}

async function postOrAbandon(
  { outbox, poster }: { outbox: Outbox; poster: Poster },
  message: SlackMessage,
  place: { channelId: string; threadTs?: string; key: string },
): Promise<Posted> {
  try {
    return await poster.post(message, place);
  } catch (error) {
    if (!(error instanceof PostError) || !error.mayHaveArrived) await outbox.abandon(place.key);
    throw error;
  }
}
