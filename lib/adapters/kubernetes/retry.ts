/** Times a request is sent again after 429, each after what Retry-After asks for. */
const THROTTLED_RETRIES = 2;
/** Times a request is sent again after an error of the server's own. */
const SERVER_ERROR_RETRIES = 1;
/** https://www.rfc-editor.org/rfc/rfc9110#name-retry-after says nothing of a 429 without one; a second is client-go's habit. */
const DEFAULT_RETRY_AFTER_MS = 1000;
const JITTER_FROM_MS = 200;
const JITTER_SPAN_MS = 300;

const transient: ReadonlySet<number> = new Set([500, 502, 503, 504]);

export interface Tries {
  readonly throttled: number;
  readonly serverErrors: number;
}

export interface RetryContext {
  readonly nowMs: number;
  /** From 0 to 1, so that many clients do not come back at the same moment. */
  readonly random: () => number;
  readonly retryServerErrors: boolean;
}

/** How long to wait before the same request is sent again, or undefined where its answer stands. */
export function retryDelayMs(
  httpStatus: number,
  retryAfter: string | undefined,
  tries: Tries,
  { nowMs, random, retryServerErrors }: RetryContext,
): number | undefined {
  if (httpStatus === 429) {
    return tries.throttled < THROTTLED_RETRIES
      ? (retryAfterMs(retryAfter, nowMs) ?? DEFAULT_RETRY_AFTER_MS)
      : undefined;
  }
  if (!transient.has(httpStatus) || !retryServerErrors || tries.serverErrors >= SERVER_ERROR_RETRIES) {
    return undefined;
  }
  return retryAfterMs(retryAfter, nowMs) ?? JITTER_FROM_MS + random() * JITTER_SPAN_MS;
}

/** Seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
