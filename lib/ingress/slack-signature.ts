import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingRequest } from './request.ts';

/** How far a request's time may lie from ours, in both directions: https://docs.slack.dev/authentication/verifying-requests-from-slack */
const TOLERANCE_SECONDS = 300;
const SHAPE = /^v0=[0-9a-f]{64}$/;

export type SignatureProblem =
  | 'missing-headers'
  | 'malformed'
  | 'stale'
  | 'from-the-future'
  | 'wrong-signature';

export type Verified =
  /** `requestId` names this very request: the same one sent again has the same id. */
  | { readonly ok: true; readonly requestId: string }
  | { readonly ok: false; readonly problem: SignatureProblem };

/**
 * Verifies that a request comes from Slack: an HMAC over the raw body, within the time bounds, by any of the signing secrets
 * (the present one and, while it is being rotated, the one before). No secret at all verifies nothing.
 */
export function verifySlackSignature(
  request: Pick<IncomingRequest, 'headers' | 'body'>,
  secrets: readonly string[],
  nowMs: number,
): Verified {
  const signature = request.headers['x-slack-signature'];
  const timestamp = request.headers['x-slack-request-timestamp'];
  if (!signature || !timestamp) return { ok: false, problem: 'missing-headers' };
  if (!SHAPE.test(signature) || !/^\d{1,12}$/.test(timestamp)) return { ok: false, problem: 'malformed' };
  const ageSeconds = nowMs / 1000 - Number(timestamp);
  if (ageSeconds > TOLERANCE_SECONDS) return { ok: false, problem: 'stale' };
  if (ageSeconds < -TOLERANCE_SECONDS) return { ok: false, problem: 'from-the-future' };
  const claimed = Buffer.from(signature);
  const matches = secrets.filter((secret) => {
    const expected = createHmac('sha256', secret)
      .update(`v0:${timestamp}:`)
      .update(request.body)
      .digest('hex');
    return secret.length > 0 && timingSafeEqual(claimed, Buffer.from(`v0=${expected}`));
  });
  if (matches.length === 0) return { ok: false, problem: 'wrong-signature' };
  return { ok: true, requestId: createHash('sha256').update(signature).digest('hex') };
}
