import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { HttpHandler } from '../../lib/handlers/http.ts';
import { slackHandler } from '../../lib/handlers/slack.ts';
import { verifySlackSignature } from '../../lib/ingress/slack-signature.ts';
import type { Job } from '../../lib/jobs/job.ts';
import { type FakeSlack, startFakeSlack } from '../../lib/local/slack/fake-slack.ts';
import { signatureOf } from '../../lib/local/slack/sign.ts';
import type { Channel, User } from '../../lib/local/slack/world.ts';
import type { LogCode } from '../../lib/log/codes.ts';
import { httpEvent } from '../fakes/lambda/http-event.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const PREVIOUS = 'the-secret-before';
let nowMs: number;
let slack: FakeSlack;
let operator: User;
let ops: Channel;
let jobs: Job[];
let codes: LogCode[];
let queueRefuses: boolean;
let handle: HttpHandler;

beforeEach(async () => {
  nowMs = NOW;
  slack = await startFakeSlack({ now: () => nowMs });
  const { world, installation } = slack;
  operator = world.addUser({ name: 'operator', teamId: installation.teamId });
  ops = world.addChannel({
    name: 'ops',
    kind: 'public',
    teamIds: [installation.teamId],
    members: [operator.id],
  });
  jobs = [];
  codes = [];
  queueRefuses = false;
  handle = slackHandler({
    signingSecrets: async () => [slack.signingSecret, PREVIOUS],
    queue: {
      async send(sent) {
        if (queueRefuses) throw new Error('AccessDenied');
        jobs.push(...sent);
      },
    },
    clusters: [{ name: 'prod' }],
    defaultCluster: 'prod',
    homeTeam: installation.teamId,
    now: () => NOW,
    log: (code) => codes.push(code),
  });
});
afterEach(() => slack.stop());

const command = (text = 'diagnose node-3') => slack.slash(operator, ops.id, text);

async function send(
  signed: { headers: Readonly<Record<string, string>>; body: string },
  options: Partial<APIGatewayProxyEventV2> = {},
) {
  return handle({ ...httpEvent('/slack/events', signed), ...options });
}

/** Signed by hand, for what Slack would never send. */
function signed(
  body: string,
  contentType = 'application/x-www-form-urlencoded',
  secret = slack.signingSecret,
) {
  const seconds = NOW / 1000;
  return {
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(seconds),
      'x-slack-signature': signatureOf(secret, seconds, body),
    },
  };
}

describe('a signed command', () => {
  test('is acknowledged with words for its sender alone, its job in the queue by then', async () => {
    const response = await send(slack.signed(command()));
    expect(response.statusCode).toBe(200);
    expect(JSON.parse(response.body ?? '')).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('node-3'),
    });
    expect(jobs).toEqual([
      expect.objectContaining({
        kind: 'look',
        cluster: 'prod',
        target: 'node node-3',
        asker: expect.objectContaining({
          teamId: slack.installation.teamId,
          channelId: ops.id,
          userId: operator.id,
        }),
      }),
    ]);
  });

  test('is read from base64, as an HTTP API hands forms on, umlauts and all', async () => {
    const plain = signed(command('diagnose node nöde-3').body);
    const response = await send(plain, {
      body: Buffer.from(plain.body).toString('base64'),
      isBase64Encoded: true,
    });
    expect(response.statusCode).toBe(200);
    expect(jobs).toEqual([expect.objectContaining({ target: 'node nöde-3' })]);
  });

  test.each(['application/x-www-form-urlencoded; charset=utf-8', 'Application/X-WWW-Form-Urlencoded'])(
    'is read with the content type %s',
    async (contentType) => {
      expect((await send(signed(command().body, contentType))).statusCode).toBe(200);
      expect(jobs).toHaveLength(1);
    },
  );

  test('is read with header names in any case', async () => {
    const { headers, body } = slack.signed(command());
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect((await send({ headers: upper, body })).statusCode).toBe(200);
  });

  test('that is replayed has the same job id, by which the worker knows it', async () => {
    const request = slack.signed(command());
    await send(request);
    await send(request);
    const [first, second] = jobs;
    expect(first?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(second?.id).toBe(first?.id);
    nowMs += 1_000;
    await send(slack.signed(command()));
    expect(jobs[2]?.id).not.toBe(first?.id);
  });

  test('that names no id of a job can give itself none', async () => {
    const { headers, body } = slack.signed(command());
    await send({ headers: { ...headers, 'x-wardround-request-id': 'forged-by-the-sender' }, body });
    expect(jobs[0]?.id).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is accepted under the secret before, while it is being rotated', async () => {
    expect((await send(signed(command().body, undefined, PREVIOUS))).statusCode).toBe(200);
    expect(jobs).toHaveLength(1);
  });

  test('that the queue refuses is answered, and says that nothing will happen', async () => {
    queueRefuses = true;
    const response = await send(slack.signed(command()));
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('try again');
    expect(codes).toEqual(['slack.not-queued']);
  });
});

describe('refused, with nothing enqueued:', () => {
  test.each([
    ['from 301 seconds ago', -301_000],
    ['from 301 seconds ahead', 301_000],
  ])('a request %s', async (_, skewMs) => {
    nowMs = NOW + skewMs;
    expect((await send(slack.signed(command()))).statusCode).toBe(401);
    expect(jobs).toEqual([]);
    expect(codes).toEqual(['slack.refused']);
  });

  test.each([
    ['from 299 seconds ago', -299_000],
    ['from 299 seconds ahead', 299_000],
  ])('but not a request %s', async (_, skewMs) => {
    nowMs = NOW + skewMs;
    expect((await send(slack.signed(command()))).statusCode).toBe(200);
  });

  test('one that was altered by one letter', async () => {
    const { headers, body } = slack.signed(command());
    expect((await send({ headers, body: body.replace('node-3', 'node-4') })).statusCode).toBe(401);
    expect(jobs).toEqual([]);
  });

  test.each(['x-slack-signature', 'x-slack-request-timestamp'])('one without %s', async (missing) => {
    const { headers, body } = slack.signed(command());
    const { [missing]: _, ...rest } = headers;
    expect((await send({ headers: rest, body })).statusCode).toBe(401);
    expect(jobs).toEqual([]);
  });

  test('one without any header', async () => {
    expect((await send({ headers: {}, body: command().body })).statusCode).toBe(401);
  });

  test('one whose event has no headers at all', async () => {
    const event = httpEvent('/slack/events', slack.signed(command()));
    const { headers: _, ...bare } = event;
    expect((await handle(bare as APIGatewayProxyEventV2)).statusCode).toBe(401);
  });

  test('one signed with a secret of somebody else', async () => {
    expect((await send(signed(command().body, undefined, 'guessed'))).statusCode).toBe(401);
    expect((await send(signed(command().body, undefined, ''))).statusCode).toBe(401);
  });

  test.each(['v0=', 'v0=abc', `v1=${'0'.repeat(64)}`, `v0=${'g'.repeat(64)}`])(
    'the signature %s',
    async (signature) => {
      const { headers, body } = slack.signed(command());
      expect((await send({ headers: { ...headers, 'x-slack-signature': signature }, body })).statusCode).toBe(
        401,
      );
    },
  );

  test('malformed JSON that nobody signed: it is not even parsed', async () => {
    expect((await send({ headers: { 'content-type': 'application/json' }, body: '{"a":' })).statusCode).toBe(
      401,
    );
  });

  test.each([
    ['JSON that is cut off', '{"a":', 'application/json'],
    ['a JSON list', '[]', 'application/json'],
    ['a form without a command', 'a=b', 'application/x-www-form-urlencoded'],
    ['a form with a broken payload', 'payload=%7B', 'application/x-www-form-urlencoded'],
    ['a type that Slack does not send', 'x', 'text/plain'],
    ['nothing', '', 'application/x-www-form-urlencoded'],
  ])('%s, signed: 400', async (_, body, contentType) => {
    expect((await send(signed(body, contentType))).statusCode).toBe(400);
    expect(jobs).toEqual([]);
  });

  test('a body that is no UTF-8, signed: 400', async () => {
    const bytes = Buffer.from([0x63, 0x3d, 0xff]);
    const { createHmac } = await import('node:crypto');
    const signature = createHmac('sha256', slack.signingSecret)
      .update(`v0:${NOW / 1000}:`)
      .update(bytes)
      .digest('hex');
    const headers = { ...signed('').headers, 'x-slack-signature': `v0=${signature}` };
    const response = await send(
      { headers, body: '' },
      { body: bytes.toString('base64'), isBase64Encoded: true },
    );
    expect(response.statusCode).toBe(400);
  });

  test('more than a megabyte: 413', async () => {
    expect((await send(signed('x'.repeat(1024 * 1024 + 1)))).statusCode).toBe(413);
  });
});

describe('what Slack asks of an endpoint', () => {
  test('ssl_check is answered, signed, and refused unsigned', async () => {
    expect((await send(signed('ssl_check=1&token=x'))).statusCode).toBe(200);
    expect((await send({ headers: {}, body: 'ssl_check=1&token=x' })).statusCode).toBe(401);
    expect(jobs).toEqual([]);
  });

  test('url_verification gives the challenge back', async () => {
    const response = await send(slack.signed(slack.urlVerification('3eZbrw1aB')));
    expect(response.statusCode).toBe(200);
    expect(response.body).toContain('3eZbrw1aB');
  });
});

test('a secret that cannot be read is a 500: Slack tells the sender, and nothing is lost silently', async () => {
  const broken = slackHandler({
    signingSecrets: () => Promise.reject(new Error('denied')),
    queue: { send: async () => undefined },
    clusters: [],
    defaultCluster: undefined,
    homeTeam: undefined,
    now: () => NOW,
    log: (code) => codes.push(code),
  });
  expect((await broken(httpEvent('/slack/events', slack.signed(command())))).statusCode).toBe(500);
  expect(codes).toEqual(['ingress.failed']);
});

// Slack's published example, kept outside of the repository.
const file = new URL('../../../shared/cases/inputs/L01.txt', import.meta.url);
const published = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
const field = (name: string): string => new RegExp(`${name} = "([^"]+)"`).exec(published ?? '')?.[1] ?? '';
(published === undefined ? test.skip : test)("Slack's published example verifies", () => {
  const body = Buffer.from(field('body'));
  const timestamp = field('timestamp');
  const request = {
    headers: { 'x-slack-signature': field('signature'), 'x-slack-request-timestamp': timestamp },
    body,
  };
  expect(verifySlackSignature(request, [field('signing_secret')], Number(timestamp) * 1000)).toMatchObject({
    ok: true,
  });
});
