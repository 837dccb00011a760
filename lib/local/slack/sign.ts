import { createHmac } from 'node:crypto';

/**
 * The signature that Slack sends of a body, as it goes over the wire:
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signatureOf(signingSecret: string, timestampSeconds: number, rawBody: string): string {
  const digest = createHmac('sha256', signingSecret)
    .update(`v0:${timestampSeconds}:${rawBody}`)
    .digest('hex');
  return `v0=${digest}`;
}
