import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { signatureOf } from '../../../lib/local/slack/sign.ts';
import { httpEvent } from './http-event.ts';

/** A signed `/k8s TEXT` of this moment, as an HTTP API hands it to a function: its form base64-encoded. */
export function signedCommand(text: string, signingSecret: string): APIGatewayProxyEventV2 {
  const body = new URLSearchParams({
    command: '/k8s',
    text,
    team_id: 'T0000001',
    channel_id: 'C0000001',
    user_id: 'U0000001',
    response_url: 'https://hooks.slack.com/commands/T0000001/1/x',
    trigger_id: '1.2.x',
  }).toString();
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': signatureOf(signingSecret, seconds, body),
  };
  const event = httpEvent('/slack/events', { headers, body });
  return { ...event, body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
}
