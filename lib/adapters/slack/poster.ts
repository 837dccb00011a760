import { ErrorCode, WebClient } from '@slack/web-api';
import { PostError, type Posted, type Poster, type PostProblem } from '../../conversation/poster.ts';
import type { SlackMessage } from '../../slack/blocks.ts';

const TIMEOUT_MS = 10_000;
const METADATA_TYPE = 'wardround_message';
/** Pages of history that are searched for a message in doubt: it was posted minutes ago, not days. */
const PAGES = 5;
const PAGE_MESSAGES = 200;
const RESPONSE_URL_PREFIX = 'https://hooks.slack.com/';

export interface SlackPosterOptions {
  readonly token: () => Promise<string>;
  /** Only for a server that is not Slack's own: the local one, or one in a test. */
  readonly apiUrl?: string;
  readonly responseUrlPrefix?: string;
}

/**
 * Posts through Slack's Web API. The queue is what tries again, so the client neither retries nor sleeps; an upload of the
 * whole text follows a message that had to be cut.
 */
export function slackPoster(options: SlackPosterOptions): Poster {
  const call = async <T>(use: (client: WebClient) => Promise<T>): Promise<T> => {
    const client = new WebClient(await options.token(), {
      timeout: TIMEOUT_MS,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
    });
    try {
      return await use(client);
    } catch (error) {
      throw toPostError(error);
    }
  };
  return {
    async post(message, { channelId, threadTs, key }) {
      return call(async (client) => {
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
        const posted = { channelId: channel, ts };
        await attach(client, message, { ...posted, threadTs: threadTs ?? ts });
        return posted;
      });
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

async function attach(
  client: WebClient,
  { overflow }: SlackMessage,
  place: { channelId: string; threadTs: string },
): Promise<void> {
  if (!overflow) return;
  const { filename, content } = overflow;
  await client.filesUploadV2({ channel_id: place.channelId, thread_ts: place.threadTs, filename, content });
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

/** Slack's error names, as far as a different answer is due. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const problems: Readonly<Record<string, PostProblem>> = {
  not_in_channel: 'not-in-channel',
  user_not_in_channel: 'not-in-channel',
  channel_not_found: 'channel-not-found',
  is_archived: 'archived',
  message_not_found: 'message-gone',
  thread_not_found: 'message-gone',
  cant_update_message: 'message-gone',
  invalid_auth: 'token-revoked',
  not_authed: 'token-revoked',
  token_revoked: 'token-revoked',
  token_expired: 'token-revoked',
  account_inactive: 'token-revoked',
  missing_scope: 'missing-scope',
  invalid_blocks: 'invalid-message',
  invalid_blocks_format: 'invalid-message',
  msg_too_long: 'invalid-message',
  no_text: 'invalid-message',
  ratelimited: 'rate-limited',
  rate_limited: 'rate-limited',
  message_limit_exceeded: 'rate-limited',
};

function toPostError(error: unknown): PostError {
  if (error instanceof PostError) return error;
  const { code, data, retryAfter } = error as {
    code?: string;
    data?: { error?: string };
    retryAfter?: number;
  }; // web-api's errors
  if (code === ErrorCode.RateLimitedError) {
    return new PostError('rate-limited', {
      detail: 'Slack limits our requests',
      retryAfterSeconds: retryAfter,
    });
  }
  if (code === ErrorCode.PlatformError) {
    const name = data?.error ?? 'unknown_error';
    return new PostError(problems[name] ?? 'unavailable', { detail: name });
  }
  // A time-out, a reset or a 5xx: the message may stand in the channel all the same.
  return new PostError('unavailable', { detail: code ?? 'no answer', mayHaveArrived: true });
}
