import type { WebClient } from '@slack/web-api';
import { PostError, type Posted, type Poster } from '../../conversation/poster.ts';
import { say } from '../../messages/message.ts';
import type { Attachment, SlackMessage } from '../../slack/blocks.ts';
import { renderWords } from '../../slack/render-words.ts';
import { type SlackAccess, type SlackCall, slackCalls } from './web-api.ts';

const TIMEOUT_MS = 10_000;
const METADATA_TYPE = 'wardround_message';
/** Pages of history that are searched for a message in doubt: it was posted minutes ago, not days. */
const PAGES = 5;
const PAGE_MESSAGES = 200;
const RESPONSE_URL_PREFIX = 'https://hooks.slack.com/';

export interface SlackPosterOptions extends SlackAccess {
  /** Only for a server that is not Slack's own. */
  readonly responseUrlPrefix?: string;
  /** Told of a file that could not be uploaded; its message stands all the same. */
  readonly onUploadFailed: (error: PostError) => void;
}

/**
 * Posts through Slack's Web API. An upload of the whole text follows a message that had to be cut. Where that fails the
 * thread says so: the message stands by then, and failing now would have it posted again.
 */
export function slackPoster(options: SlackPosterOptions): Poster {
  const call = slackCalls(options);
  return {
    async post(message, { channelId, threadTs, key }) {
      const posted = await call(async (client) => {
        const { ts, channel } = await client.chat.postMessage({
          channel: channelId,
          ...(threadTs ? { thread_ts: threadTs } : {}),
          ...bodyOf(message),
          unfurl_links: false,
          unfurl_media: false,
          metadata: { event_type: METADATA_TYPE, event_payload: { key } },
        });
        if (!ts || !channel)
          throw new PostError('unavailable', { detail: 'no time stamp', mayHaveArrived: true });
        return { channelId: channel, ts };
      });
      if (message.overflow) {
        const thread = { channelId: posted.channelId, threadTs: threadTs ?? posted.ts };
        await upload(call, message.overflow, thread).catch((error: PostError) =>
          options.onUploadFailed(error),
        );
      }
      return posted;
    },
    async update(message, { channelId, ts }) {
      await call((client) => client.chat.update({ channel: channelId, ts, ...bodyOf(message) }));
    },
    find: (place) => call((client) => findByKey(client, place)),
    async whisper(message, { channelId, userId, responseUrl }) {
      const prefix = options.responseUrlPrefix ?? RESPONSE_URL_PREFIX;
      if (responseUrl?.startsWith(prefix) && (await respond(responseUrl, message))) return;
      await call((client) =>
        client.chat.postEphemeral({ channel: channelId, user: userId, ...bodyOf(message) }),
      );
    },
  };
}

/** Slack's types want mutable arrays of every kind of block; ours are a readonly subset of them. */
const bodyOf = ({ text, blocks }: SlackMessage) => ({
  text,
  blocks: blocks.map((block) => ({ ...block })) as never[],
});

/** Uploads into a thread. Where that is refused, the thread is told; rejects with why all the same. */
async function upload(
  call: SlackCall,
  { filename, content }: Attachment,
  { channelId, threadTs }: { channelId: string; threadTs: string },
): Promise<void> {
  try {
    await call((client) =>
      client.filesUploadV2({ channel_id: channelId, thread_ts: threadTs, filename, content }),
    );
  } catch (error) {
    const { problem } = error as PostError; // all that a SlackCall rejects with
    const words = bodyOf(renderWords([say('work.no-file', { filename, problem })]));
    await call((client) =>
      client.chat.postMessage({ channel: channelId, thread_ts: threadTs, ...words }),
    ).catch(
      () => undefined, // the first error is the one that tells
    );
    throw error;
  }
}

async function findByKey(
  client: WebClient,
  {
    channelId,
    threadTs,
    key,
    sinceMs,
  }: { channelId: string; threadTs?: string; key: string; sinceMs: number },
): Promise<Posted | undefined> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const range = {
      channel: channelId,
      oldest: String(sinceMs / 1000 - 60),
      limit: PAGE_MESSAGES,
      include_all_metadata: true,
    };
    const paging = cursor ? { cursor } : {};
    const { messages = [], response_metadata } = threadTs
      ? await client.conversations.replies({ ...range, ...paging, ts: threadTs })
      : await client.conversations.history({ ...range, ...paging });
    const found = messages.find(
      (message) =>
        message.metadata?.event_type === METADATA_TYPE &&
        (message.metadata.event_payload as { key?: unknown } | undefined)?.key === key, // a free-form object of Slack's
    );
    if (found?.ts) return { channelId, ts: found.ts };
    cursor = response_metadata?.next_cursor || undefined;
    if (!cursor) return undefined;
  }
  return undefined;
}

/** Uses a response URL; false where it is used up or gone, so that another way is tried. */
async function respond(url: string, message: SlackMessage): Promise<boolean> {
  try {
    const { ok } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', ...bodyOf(message) }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return ok;
  } catch {
    return false; // the caller falls back to chat.postEphemeral, which tells its own errors
  }
}
