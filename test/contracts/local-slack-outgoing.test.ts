import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { App, AwsLambdaReceiver, LogLevel } from '@slack/bolt';
import { type FakeSlack, startFakeSlack } from '../../lib/local/slack/fake-slack.ts';
import type { Outgoing } from '../../lib/local/slack/payloads.ts';
import { isObject } from '../../lib/local/slack/schema.ts';
import { signatureOf } from '../../lib/local/slack/sign.ts';
import type { Channel, User } from '../../lib/local/slack/world.ts';

let slack: FakeSlack;
let ops: Channel;
let operator: User;
let nowMs: number;

beforeEach(async () => {
  // Bolt compares signatures with the real clock.
  nowMs = Date.now();
  slack = await startFakeSlack({ now: () => nowMs, ackTimeoutMs: 1500 });
  const { world, installation } = slack;
  operator = world.addUser({ name: 'operator', teamId: installation.teamId });
  const members = [installation.botUserId, operator.id];
  ops = world.addChannel({ name: 'ops', kind: 'public', teamIds: [installation.teamId], members });
});

afterEach(() => slack.stop());

const buttonMessage = () =>
  slack.world.addMessage({
    channelId: ops.id,
    userId: slack.installation.botUserId,
    botId: slack.installation.botId,
    text: 'head',
    blocks: [
      {
        type: 'actions',
        block_id: 'b1',
        elements: [
          {
            type: 'button',
            action_id: 'again',
            value: 'opaque-1',
            text: { type: 'plain_text', text: 'Again' },
          },
        ],
      },
    ],
  });

describe('signatures', () => {
  // Slack's published example, kept outside of the repository.
  const file = new URL('../../../shared/cases/inputs/L01.txt', import.meta.url);
  const vector = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const field = (name: string) => new RegExp(`${name} = "([^"]+)"`).exec(vector ?? '')?.[1] ?? '';

  if (vector === undefined) {
    test('are not compared with the published example: the cases are not beside this repository', () => {
      expect(existsSync(file)).toBe(false);
    });
  } else {
    test('are those of the published example', () => {
      const made = signatureOf(field('signing_secret'), Number(field('timestamp')), field('body'));
      expect(made).toBe(field('valid_signature'));
    });
  }
});

describe('what the fake sends, in the hands of Bolt', () => {
  async function receive(
    outgoing: Outgoing,
    signingSecret = slack.signingSecret,
  ): Promise<{ status: number; seen: string[]; body: string }> {
    const seen: string[] = [];
    const receiver = new AwsLambdaReceiver({ signingSecret, logLevel: LogLevel.ERROR });
    const { token: botToken, botId, botUserId } = slack.installation;
    const app = new App({
      receiver,
      logLevel: LogLevel.ERROR,
      authorize: async () => ({ botToken, botId, botUserId }),
    });
    app.command('/k8s', async ({ command, ack }) => {
      seen.push(`${command.user_id} ${command.channel_name} ${command.text}`);
      await ack();
    });
    app.action('again', async ({ action, ack }) => {
      seen.push(`${action.type} ${'value' in action ? action.value : ''}`);
      await ack();
    });
    app.view('restart', async ({ view, ack }) => {
      seen.push(JSON.stringify(view.state.values));
      await ack();
    });
    app.event('app_mention', async ({ event }) => {
      seen.push(event.text);
    });
    const handler = await receiver.start();
    const { headers, body } = slack.signed(outgoing);
    // Of the gateway's event Bolt reads the headers and the body.
    const event = { headers, body, isBase64Encoded: false } as unknown as Parameters<typeof handler>[0];
    const answer = await handler(event, {});
    return { status: answer.statusCode, seen, body: answer.body };
  }

  test('is a slash command', async () => {
    const received = await receive(slack.slash(operator, ops.id, 'diagnose node-3'));
    expect(received).toMatchObject({ status: 200, seen: [`${operator.id} ops diagnose node-3`] });
  });

  test('is a click on a button of a message', async () => {
    const received = await receive(slack.click(operator, ops.id, buttonMessage().ts, 'again'));
    expect(received).toMatchObject({ status: 200, seen: ['button opaque-1'] });
  });

  test('is a mention', async () => {
    const event = {
      type: 'app_mention',
      user: operator.id,
      text: '<@U1> help',
      channel: ops.id,
      ts: '1.000001',
    };
    expect(await receive(slack.event(event))).toMatchObject({ status: 200, seen: ['<@U1> help'] });
  });

  test('is a modal that was sent off', async () => {
    const view = {
      type: 'modal',
      callback_id: 'restart',
      title: { type: 'plain_text', text: 'Restart' },
      blocks: [],
    };
    const id = slack.world.mint('V');
    const common = {
      id,
      rootId: id,
      teamId: slack.installation.teamId,
      userId: operator.id,
      hash: '1',
      isOpen: true,
    };
    slack.world.views.set(id, { ...common, body: view });
    expect(await receive(slack.submit(operator, id, { why: { why: { value: 'stuck' } } }))).toMatchObject({
      status: 200,
      seen: ['{"why":{"why":{"value":"stuck"}}}'],
    });
  });

  test('is the question whether the address is the app’s', async () => {
    expect((await receive(slack.urlVerification('c-123'))).body).toContain('c-123');
  });

  test('is refused where the secret is another one', async () => {
    expect(await receive(slack.slash(operator, ops.id, 'help'), 'another secret')).toMatchObject({
      status: 401,
      seen: [],
    });
  });

  test('has no click for a button that is not there', () => {
    expect(() => slack.click(operator, ops.id, buttonMessage().ts, 'other')).toThrow('no element');
  });
});

describe('an app over HTTP', () => {
  interface Received {
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }
  type Reply =
    | { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> }
    | 'hang';
  let app: Server;
  let url: string;
  let received: Received[];
  let replies: Reply[];

  beforeEach(async () => {
    received = [];
    replies = [];
    app = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        const reply = replies.shift() ?? { status: 200 };
        if (reply !== 'hang') response.writeHead(reply.status, reply.headers).end(reply.body ?? '');
      });
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const address = app.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    url = `http://127.0.0.1:${address.port}/slack/events`;
  });

  afterEach(
    () =>
      new Promise<void>((resolve) => {
        app.close(() => resolve());
        app.closeAllConnections();
      }),
  );

  const mention = () => slack.event({ type: 'app_mention', text: 'hi', user: operator.id, channel: ops.id });
  const retriesOf = () =>
    received.map(({ headers }) => [headers['x-slack-retry-num'], headers['x-slack-retry-reason']]);

  test('gets an event once where it acknowledges', async () => {
    await slack.deliver(mention(), url);
    expect(retriesOf()).toEqual([[undefined, undefined]]);
  });

  test('gets the same event again, with the reason, until it acknowledges', async () => {
    replies = [{ status: 500 }, 'hang', { status: 200 }];
    await slack.deliver(mention(), url);
    expect(retriesOf()).toEqual([
      [undefined, undefined],
      ['1', 'http_error'],
      ['2', 'http_timeout'],
    ]);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  test('gets it three times again at most, and not at all where it asks for that', async () => {
    replies = Array.from({ length: 9 }, () => ({ status: 500 }));
    await slack.deliver(mention(), url);
    expect(received).toHaveLength(4);
    replies = [{ status: 500, headers: { 'x-slack-no-retry': '1' } }];
    await slack.deliver(mention(), url);
    expect(received).toHaveLength(5);
  });

  test('gets a command once, and who asked sees that it failed', async () => {
    replies = [{ status: 500 }];
    await slack.deliver(slack.slash(operator, ops.id, 'help'), url);
    replies = ['hang'];
    await slack.deliver(slack.slash(operator, ops.id, 'help'), url);
    expect(received).toHaveLength(2);
    expect(slack.world.ephemerals.map(({ text }) => text)).toEqual([
      'The command failed with the error "dispatch_failed"',
      'The command failed with the error "operation_timeout"',
    ]);
  });

  test('answers a command in its acknowledgement', async () => {
    replies = [{ status: 200, body: JSON.stringify({ text: 'Looking …' }) }, { status: 200 }];
    await slack.deliver(slack.slash(operator, ops.id, 'help'), url);
    await slack.deliver(slack.slash(operator, ops.id, 'help'), url);
    expect(slack.world.ephemerals).toMatchObject([{ userId: operator.id, text: 'Looking …' }]);
  });
});

describe('a response_url', () => {
  const urlOf = (outgoing: Outgoing): string => {
    const values = new URLSearchParams(outgoing.body);
    const payload: unknown = JSON.parse(values.get('payload') ?? '{}');
    return values.get('response_url') ?? (isObject(payload) ? String(payload['response_url']) : '');
  };
  const respond = async (url: string, body: object | string): Promise<[number, string]> => {
    const response = await fetch(url, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return [response.status, await response.text()];
  };

  test('answers five times within half an hour, even where the app is no member', async () => {
    ops.members.delete(slack.installation.botUserId);
    const url = urlOf(slack.slash(operator, ops.id, 'help'));
    expect(await respond(url, { text: 'for you' })).toEqual([200, 'ok']);
    expect(await respond(url, { text: 'for all', response_type: 'in_channel' })).toEqual([200, 'ok']);
    for (let uses = 2; uses < 5; uses += 1) await respond(url, { text: 'more' });
    expect(await respond(url, { text: 'too many' })).toEqual([404, 'used_url']);
    expect(slack.world.channelMessages(ops.id).map(({ text }) => text)).toEqual(['for all']);
    expect(slack.world.ephemerals.map(({ text }) => text)).toEqual(['for you', 'more', 'more', 'more']);
  });

  test('is dead after half an hour, and never known if made up', async () => {
    const url = urlOf(slack.slash(operator, ops.id, 'help'));
    nowMs += 30 * 60_000;
    expect(await respond(url, { text: 'in time' })).toEqual([200, 'ok']);
    nowMs += 1;
    expect(await respond(url, { text: 'late' })).toEqual([404, 'expired_url']);
    expect(await respond(`${slack.origin}/commands/T1/2/3`, { text: 'x' })).toEqual([404, 'no_service']);
  });

  test('replaces or deletes the message of the button', async () => {
    const message = buttonMessage();
    const url = urlOf(slack.click(operator, ops.id, message.ts, 'again'));
    await respond(url, { text: 'replaced', replace_original: true });
    expect(slack.world.message(ops.id, message.ts)).toMatchObject({ text: 'replaced', blocks: [] });
    await respond(url, { delete_original: true });
    expect(slack.world.message(ops.id, message.ts)).toBeUndefined();
  });

  test('refuses what Slack cannot show, which uses nothing up', async () => {
    const url = urlOf(slack.slash(operator, ops.id, 'help'));
    expect(await respond(url, 'no json')).toEqual([400, 'invalid_payload']);
    expect(await respond(url, { text: 'x', blocks: [{ type: 'section' }] })).toEqual([400, 'invalid_blocks']);
    expect(await respond(url, {})).toEqual([400, 'no_text']);
    expect(slack.world.ephemerals).toEqual([]);
  });
});
