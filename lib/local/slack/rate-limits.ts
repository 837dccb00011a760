/** How fast the fake lets an app go. */
export interface RateLimits {
  /** Calls a minute of single methods, in place of those that Slack documents. `Infinity` lifts a limit. */
  readonly perMinute?: Readonly<Record<string, number>> | 'unlimited';
  /** Messages into one channel: one a second on average, after a short burst. `Infinity` lifts the limit. */
  readonly channelBurst?: number;
}

const minuteMs = 60_000;

/**
 * Counts calls as https://docs.slack.dev/apis/web-api/rate-limits describes: each method in a window of a minute, each
 * channel's messages at about one a second. A call that is answered with 429
 * counts for nothing; one that is refused for its content counts.
 */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #calls = new Map<string, number[]>();
  readonly #channels = new Map<string, { tokens: number; atMs: number }>();

  constructor(limits: RateLimits) {
    this.#limits = limits;
  }

  /** Seconds to wait, or `undefined` where the call may go on. */
  admit(method: string, tokenAndMethod: string, documented: number, nowMs: number): number | undefined {
    const { perMinute } = this.#limits;
    if (perMinute === 'unlimited') return undefined;
    const most = perMinute?.[method] ?? documented;
    const recent = (this.#calls.get(tokenAndMethod) ?? []).filter((atMs) => nowMs - atMs < minuteMs);
    const [oldest] = recent;
    if (recent.length >= most && oldest !== undefined) return Math.ceil((oldest + minuteMs - nowMs) / 1000);
    if (most === 0) return 60;
    this.#calls.set(tokenAndMethod, [...recent, nowMs]);
    return undefined;
  }

  /** The same for one more message in a channel. */
  admitMessage(channel: string, nowMs: number): number | undefined {
    const burst = this.#limits.channelBurst ?? 5;
    const known = this.#channels.get(channel) ?? { tokens: burst, atMs: nowMs };
    const tokens = Math.min(burst, known.tokens + (nowMs - known.atMs) / 1000);
    if (tokens < 1) return Math.max(1, Math.ceil(1 - tokens));
    this.#channels.set(channel, { tokens: tokens - 1, atMs: nowMs });
    return undefined;
  }
}
