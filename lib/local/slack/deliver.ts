import type { Outgoing } from './payloads.ts';
import { signatureOf } from './sign.ts';

/** How often and how late Slack sends an event again: at once, after a minute, after five. */
const retryDelaysMs = [0, 60_000, 300_000] as const;

export interface DeliverySettings {
  readonly signingSecret: string;
  readonly now: () => number;
  /** Slack waits three seconds. */
  readonly ackTimeoutMs: number;
  /** Waits before an event is sent again. Tests pass one that does not wait. */
  readonly wait: (ms: number) => Promise<void>;
}

export type Attempt =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly body: string;
      readonly headers: Headers;
    }
  | { readonly outcome: 'timed-out' }
  | { readonly outcome: 'connection-failed' };

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The headers of a request as Slack sends them, signed for this moment. */
export function sign(
  { contentType, body }: Pick<Outgoing, 'contentType' | 'body'>,
  { signingSecret, now }: Pick<DeliverySettings, 'signingSecret' | 'now'>,
  extra: Readonly<Record<string, string>> = {},
): SignedRequest {
  const timestamp = Math.floor(now() / 1000);
  return {
    body,
    headers: {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': signatureOf(signingSecret, timestamp, body),
      ...extra,
    },
  };
}

/** Sends a request to the app. Only events are sent again: https://docs.slack.dev/apis/events-api#retries */
export async function deliver(
  outgoing: Outgoing,
  url: string,
  settings: DeliverySettings,
): Promise<readonly Attempt[]> {
  const first = await attempt(sign(outgoing, settings), url, settings.ackTimeoutMs);
  const attempts = [first];
  if (outgoing.kind !== 'event') return attempts;
  for (const [index, delayMs] of retryDelaysMs.entries()) {
    const last = attempts.at(-1);
    if (!last || isAcknowledged(last) || refusesRetries(last)) break;
    await settings.wait(delayMs);
    const retry = { 'x-slack-retry-num': String(index + 1), 'x-slack-retry-reason': reasonOf(last) };
    attempts.push(await attempt(sign(outgoing, settings, retry), url, settings.ackTimeoutMs));
  }
  return attempts;
}

const isAcknowledged = (tried: Attempt): boolean =>
  tried.outcome === 'answered' && tried.status >= 200 && tried.status < 300;

const refusesRetries = (tried: Attempt): boolean =>
  tried.outcome === 'answered' && tried.headers.get('x-slack-no-retry') === '1';

function reasonOf(tried: Attempt): string {
  switch (tried.outcome) {
    case 'answered':
      return 'http_error';
    case 'timed-out':
      return 'http_timeout';
    case 'connection-failed':
      return 'connection_failed';
  }
}

async function attempt({ headers, body }: SignedRequest, url: string, timeoutMs: number): Promise<Attempt> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return {
      outcome: 'answered',
      status: response.status,
      body: await response.text(),
      headers: response.headers,
    };
  } catch {
    return { outcome: signal.aborted ? 'timed-out' : 'connection-failed' };
  }
}
