import { ErrorCode, WebClient } from '@slack/web-api';
import { PostError, type PostProblem } from '../../conversation/poster.ts';
import { quietLogger } from './quiet-logger.ts';

const TIMEOUT_MS = 10_000;

export interface SlackAccess {
  readonly token: () => Promise<string>;
  /** Only for a server that is not Slack's own: the local one, or one in a test. */
  readonly apiUrl?: string;
  /** How long a call may take; ten seconds where nothing is said. */
  readonly timeoutMs?: number;
}

/** Uses Slack's Web API. Rejects with a PostError. */
export type SlackCall = <T>(use: (client: WebClient) => Promise<T>) => Promise<T>;

/** The queue is what tries again, so the client neither retries nor sleeps; without a time-out it would wait for ever. */
export function slackCalls({ token, apiUrl, timeoutMs = TIMEOUT_MS }: SlackAccess): SlackCall {
  return async (use) => {
    const client = new WebClient(await token(), {
      timeout: timeoutMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: quietLogger(),
      ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    });
    try {
      return await use(client);
    } catch (error) {
      throw toPostError(error);
    }
  };
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

/** Slack broke off: what was asked for may have been done. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const unclear: ReadonlySet<string> = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
]);

function toPostError(error: unknown): PostError {
  if (error instanceof PostError) return error;
  const { code, data, retryAfter } = error as {
    code?: string;
    data?: { error?: string; response_metadata?: { messages?: readonly string[] } };
    retryAfter?: number;
  }; // web-api's errors
  if (code === ErrorCode.RateLimitedError) {
    return new PostError('rate-limited', {
      detail: 'Slack limits our requests',
      retryAfterSeconds: retryAfter,
    });
  }
  if (code === ErrorCode.PlatformError) {
    // What is no JSON arrives here whole, as if it were the name of an error.
    const name = /^[a-z][a-z0-9_]{0,79}$/.exec(data?.error ?? '')?.[0];
    const [reason] = data?.response_metadata?.messages ?? [];
    return new PostError(problems[name ?? ''] ?? 'unavailable', {
      detail: [name ?? 'no answer that can be read', ...(reason ? [reason] : [])].join(': '),
      mayHaveArrived: name === undefined || unclear.has(name),
    });
  }
  // A time-out, a reset or a 5xx: the message may stand in the channel all the same.
  return new PostError('unavailable', { detail: code ?? 'no answer', mayHaveArrived: true });
}
