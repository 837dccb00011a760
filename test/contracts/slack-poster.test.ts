import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { slackPeople } from '../../lib/adapters/slack/people.ts';
import { slackPoster } from '../../lib/adapters/slack/poster.ts';
import { postOnce } from '../../lib/conversation/outbox.ts';
import { PostError, type Poster } from '../../lib/conversation/poster.ts';
import { type FakeSlack, startFakeSlack } from '../../lib/local/slack/fake-slack.ts';
import type { Fault } from '../../lib/local/slack/faults.ts';
import type { Channel, User } from '../../lib/local/slack/world.ts';
import { say } from '../../lib/messages/message.ts';
import type { SlackMessage } from '../../lib/slack/blocks.ts';
import { renderWords } from '../../lib/slack/render-words.ts';
import { MemoryOutbox } from '../fakes/memory/memory-outbox.ts';

const NOW = Date.UTC(2026, 10, 24, 9);
const LEASE_MS = 60_000;
let nowMs: number;
let slack: FakeSlack;
let ops: Channel;
let operator: User;
let poster: Poster;
let uploadFailures: string[];

beforeEach(async () => {
  nowMs = NOW;
  slack = await startFakeSlack({ now: () => nowMs });
  const { world, installation } = slack;
  operator = world.addUser({ name: 'operator', teamId: installation.teamId });
  const members = [installation.botUserId, operator.id];
  ops = world.addChannel({ name: 'ops', kind: 'public', teamIds: [installation.teamId], members });
  uploadFailures = [];
  poster = slackPoster({
    token: async () => installation.token,
    apiUrl: slack.apiUrl,
    responseUrlPrefix: slack.origin,
    onUploadFailed: ({ problem }) => uploadFailures.push(problem),
  });
});
afterEach(() => slack.stop());

const words = (text: string): SlackMessage => renderWords([say('work.told', { text })]);
const long: SlackMessage = { ...words('cut'), overflow: { filename: 'whole.txt', content: 'all of it' } };
const post = (key = 'k1', message = words('hello')) => poster.post(message, { channelId: ops.id, key });
const texts = (): string[] =>
  slack.world.messages.filter(({ channelId }) => channelId === ops.id).map(({ text }) => text);

async function refusal(work: Promise<unknown>): Promise<PostError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PostError) return error;
    throw error;
  }
  throw new Error('it was taken');
}

describe('a message', () => {
  test('stands in the channel, replies to it in its thread, and neither unfurls links', async () => {
    const head = await post();
    await poster.post(words('reply'), { channelId: ops.id, threadTs: head.ts, key: 'k2' });
    expect(slack.world.thread(ops.id, head.ts).map(({ text }) => text)).toEqual(['hello', 'reply']);
    expect(slack.calls('chat.postMessage').map(({ args }) => args['unfurl_links'])).toEqual([
      'false',
      'false',
    ]);
  });

  test('is edited where it stands', async () => {
    const head = await post();
    await poster.update(words('changed'), head);
    expect(texts()).toEqual(['changed']);
  });

  test('is found by its key, in the channel and in a thread, and another one is not', async () => {
    const head = await post('head');
    const reply = await poster.post(words('reply'), { channelId: ops.id, threadTs: head.ts, key: 'reply' });
    const since = { channelId: ops.id, sinceMs: NOW - 1_000 };
    expect(await poster.find({ ...since, key: 'head' })).toEqual(head);
    expect(await poster.find({ ...since, key: 'reply', threadTs: head.ts })).toEqual(reply);
    expect(await poster.find({ ...since, key: 'other' })).toBeUndefined();
  });
});

describe('a refusal has its own name:', () => {
  test.each<[string, string, () => void]>([
    ['not in the channel', 'not-in-channel', () => ops.members.delete(slack.installation.botUserId)],
    ['an archived channel', 'archived', () => (ops.isArchived = true)],
    ['a revoked token', 'token-revoked', () => (slack.installation.state = 'revoked')],
    ['an app that was removed', 'token-revoked', () => (slack.installation.state = 'account-inactive')],
    ['a missing scope', 'missing-scope', () => (slack.installation.scopes = ['commands'])],
  ])('%s', async (_, problem, arrange) => {
    arrange();
    const error = await refusal(post());
    expect(error).toMatchObject({ problem, isTransient: false, mayHaveArrived: false });
    expect(texts()).toEqual([]);
  });

  test('a channel that is not there, or is private and without us', async () => {
    const secret = slack.world.addChannel({
      name: 's',
      kind: 'private',
      teamIds: [slack.installation.teamId],
    });
    for (const channelId of ['C0000404', secret.id])
      expect(await refusal(poster.post(words('x'), { channelId, key: 'k' }))).toMatchObject({
        problem: 'channel-not-found',
      });
  });

  test('a message that was deleted, when it is edited', async () => {
    const error = await refusal(poster.update(words('x'), { channelId: ops.id, ts: '1795510800.000001' }));
    expect(error).toMatchObject({ problem: 'message-gone', isTransient: false });
  });

  test('blocks that Slack does not take', async () => {
    const broken: SlackMessage = {
      text: 'x',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151), emoji: false } }],
    };
    expect(await refusal(post('k', broken))).toMatchObject({
      problem: 'invalid-message',
      isTransient: false,
    });
  });

  test('too many requests: when to come back', async () => {
    slack.failNext('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 17 });
    const error = await refusal(post());
    expect(error).toMatchObject({
      problem: 'rate-limited',
      isTransient: true,
      mayHaveArrived: false,
      retryAfterSeconds: 17,
    });
    expect(slack.calls('chat.postMessage')).toHaveLength(1);
  });

  test.each<[string, Fault]>([
    ['a 500', { kind: 'status', status: 500 }],
    ['a connection that is cut', { kind: 'cut' }],
    ['an answer that is lost', { kind: 'reply-lost' }],
    ['an answer that is none', { kind: 'garbage', body: '<html>' }],
    ['an error of Slack itself', { kind: 'error', error: 'internal_error' }],
  ])('%s: nobody knows whether it arrived', async (_, fault) => {
    slack.failNext('chat.postMessage', fault);
    expect(await refusal(post())).toMatchObject({
      problem: 'unavailable',
      isTransient: true,
      mayHaveArrived: true,
    });
  });

  test('no secret is in any of them', async () => {
    slack.failNext('chat.postMessage', { kind: 'status', status: 500 });
    expect(JSON.stringify(await refusal(post()))).not.toContain(slack.installation.token);
  });
});

describe('once, whatever happens in between:', () => {
  const deps = (outbox: MemoryOutbox) => ({ outbox, poster, now: () => nowMs, leaseMs: LEASE_MS });

  test('a post whose answer was lost is found, and not made again', async () => {
    const outbox = new MemoryOutbox();
    slack.failNext('chat.postMessage', { kind: 'reply-lost' });
    await expect(postOnce(deps(outbox), words('hello'), { channelId: ops.id, key: 'k' })).rejects.toThrow(
      PostError,
    );
    nowMs += LEASE_MS + 1;
    const posted = await postOnce(deps(outbox), words('hello'), { channelId: ops.id, key: 'k' });
    expect(texts()).toEqual(['hello']);
    expect(posted.ts).toBe(slack.world.messages[0]?.ts);
  });

  test('a post that never arrived is made', async () => {
    const outbox = new MemoryOutbox();
    slack.failNext('chat.postMessage', { kind: 'cut' });
    await expect(postOnce(deps(outbox), words('hello'), { channelId: ops.id, key: 'k' })).rejects.toThrow(
      PostError,
    );
    nowMs += LEASE_MS + 1;
    await postOnce(deps(outbox), words('hello'), { channelId: ops.id, key: 'k' });
    expect(texts()).toEqual(['hello']);
  });

  test('a file that is refused leaves one message, and the thread says why', async () => {
    const outbox = new MemoryOutbox();
    slack.failNext('files.getUploadURLExternal', { kind: 'error', error: 'missing_scope' });
    const posted = await postOnce(deps(outbox), long, { channelId: ops.id, key: 'k' });
    await postOnce(deps(outbox), long, { channelId: ops.id, key: 'k' });
    const thread = slack.world.thread(ops.id, posted.ts).map(({ text }) => text);
    expect(thread).toEqual([
      'cut',
      expect.stringContaining('whole.txt could not be uploaded (missing-scope)'),
    ]);
    expect(uploadFailures).toEqual(['missing-scope']);
  });
});

test('what had to be cut follows as a file in the thread', async () => {
  const head = await post('k', long);
  const files = [...slack.world.files.values()];
  expect(files.map(({ filename, content }) => [filename, content?.toString()])).toEqual([
    ['whole.txt', 'all of it'],
  ]);
  expect(slack.world.thread(ops.id, head.ts)).toHaveLength(2);
  expect(uploadFailures).toEqual([]);
});

describe('a word to one person', () => {
  const to = (responseUrl?: string) => ({
    channelId: ops.id,
    userId: operator.id,
    ...(responseUrl ? { responseUrl } : {}),
  });
  const responseUrlOf = (): string =>
    new URLSearchParams(slack.slash(operator, ops.id, 'help').body).get('response_url') ?? '';

  test('goes through the response URL, also where the bot is no member', async () => {
    ops.members.delete(slack.installation.botUserId);
    await poster.whisper(words('psst'), to(responseUrlOf()));
    expect(slack.world.ephemerals.map(({ userId, text }) => [userId, text])).toEqual([[operator.id, 'psst']]);
  });

  test('goes into the channel where the URL is used up', async () => {
    const url = responseUrlOf();
    for (let use = 0; use < 6; use += 1) await poster.whisper(words(`${use}`), to(url));
    expect(slack.world.ephemerals).toHaveLength(6);
    expect(slack.calls('chat.postEphemeral')).toHaveLength(1);
  });

  test('never goes to a URL that is not of Slack', async () => {
    await poster.whisper(words('psst'), to('http://127.0.0.1:9/steal'));
    expect(slack.calls('chat.postEphemeral')).toHaveLength(1);
  });
});

describe('who somebody is', () => {
  const describeUser = (user: Omit<User, 'id'>) => {
    const people = slackPeople({ token: async () => slack.installation.token, apiUrl: slack.apiUrl });
    return people.describe(slack.world.addUser(user).id, slack.installation.teamId);
  };

  test('a member, a guest, a bot, a stranger', async () => {
    const teamId = slack.installation.teamId;
    const nothing = { isGuest: false, isStranger: false, isBot: false };
    expect(await describeUser({ name: 'm', teamId })).toEqual(nothing);
    expect(await describeUser({ name: 'g', teamId, guest: 'single-channel' })).toEqual({
      ...nothing,
      isGuest: true,
    });
    expect(await describeUser({ name: 'g', teamId, guest: 'multi-channel' })).toEqual({
      ...nothing,
      isGuest: true,
    });
    expect(await describeUser({ name: 'b', teamId, isBot: true })).toEqual({ ...nothing, isBot: true });
    expect(await describeUser({ name: 's', teamId: 'T0000009' })).toMatchObject({ isStranger: true });
  });

  test('a user of whom Slack knows nothing is a stranger', async () => {
    const people = slackPeople({ token: async () => slack.installation.token, apiUrl: slack.apiUrl });
    expect(await people.describe('U0000404', 'T1')).toMatchObject({ isStranger: true });
  });

  test('a Slack that does not say is no answer', async () => {
    slack.failNext('users.info', { kind: 'error', error: 'internal_error' });
    const people = slackPeople({ token: async () => slack.installation.token, apiUrl: slack.apiUrl });
    expect(await refusal(people.describe(operator.id, 'T1'))).toMatchObject({ problem: 'unavailable' });
  });
});
