import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ErrorCode, LogLevel, type WebAPIPlatformError, WebClient } from '@slack/web-api';
import { type FakeSlack, startFakeSlack } from '../../lib/local/slack/fake-slack.ts';
import type { Channel, User } from '../../lib/local/slack/world.ts';

// The real client against the fake: what it makes of the answers is what the bot will see.

let nowMs: number;
let slack: FakeSlack;
let client: WebClient;
let ops: Channel;
let operator: User;

const clientWith = (token: string, timeoutMs = 5000): WebClient =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: timeoutMs,
    logger: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
      setLevel: () => undefined,
      getLevel: () => LogLevel.ERROR,
      setName: () => undefined,
    },
  });

beforeEach(async () => {
  nowMs = Date.parse('2026-03-04T05:06:07Z');
  slack = await startFakeSlack({ now: () => nowMs });
  const { world, installation } = slack;
  operator = world.addUser({ name: 'operator', teamId: installation.teamId });
  ops = world.addChannel({
    name: 'ops',
    kind: 'public',
    teamIds: [installation.teamId],
    members: [installation.botUserId, operator.id],
  });
  client = clientWith(installation.token);
});

afterEach(() => slack.stop());

/** How a call fails: the SDK's own code, and Slack's error where there is one. */
async function failureOf(
  call: Promise<unknown>,
): Promise<{ code: string; error?: string; data?: WebAPIPlatformError['data'] }> {
  const thrown = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Error) || !('code' in thrown))
    throw new Error(`it did not fail as the SDK fails: ${thrown}`);
  // The SDK's errors carry `code`, and those of the platform Slack's answer in `data`.
  const { code, data } = thrown as Error & { code: string; data?: WebAPIPlatformError['data'] };
  return data ? { code, error: data.error, data } : { code };
}

const refusedWith = (error: string) => expect.objectContaining({ code: ErrorCode.PlatformError, error });

describe('a token', () => {
  test('that is good names its bot and its workspace', async () => {
    const { installation } = slack;
    expect(await client.auth.test()).toMatchObject({
      ok: true,
      team_id: installation.teamId,
      user_id: installation.botUserId,
      bot_id: installation.botId,
      response_metadata: { scopes: expect.arrayContaining(['chat:write']) },
    });
  });

  test('that is none, unknown, revoked or of a closed account is told apart', async () => {
    expect(await failureOf(new WebClient(undefined, { slackApiUrl: slack.apiUrl }).auth.test())).toEqual(
      refusedWith('not_authed'),
    );
    expect(await failureOf(clientWith('xoxb-other').auth.test())).toEqual(refusedWith('invalid_auth'));
    slack.installation.state = 'revoked';
    expect(await failureOf(client.auth.test())).toEqual(refusedWith('token_revoked'));
    slack.installation.state = 'account-inactive';
    expect(await failureOf(client.auth.test())).toEqual(refusedWith('account_inactive'));
  });

  test('without the scope is told which one is needed and which it has', async () => {
    slack.installation.scopes = ['commands'];
    const failure = await failureOf(client.chat.postMessage({ channel: ops.id, text: 'hi' }));
    expect(failure).toEqual(refusedWith('missing_scope'));
    expect(failure.data).toMatchObject({ needed: 'chat:write', provided: 'commands' });
    expect(await failureOf(client.conversations.info({ channel: ops.id }))).toEqual(
      refusedWith('missing_scope'),
    );
  });
});

describe('posting', () => {
  test('puts a head and its replies into a thread, in order', async () => {
    const head = await client.chat.postMessage({ channel: ops.id, text: 'head' });
    await client.chat.postMessage({ channel: ops.id, text: 'reply', thread_ts: head.ts ?? '' });
    expect(slack.world.thread(ops.id, head.ts ?? '').map(({ text }) => text)).toEqual(['head', 'reply']);
    expect(slack.world.channelMessages(ops.id).map(({ text }) => text)).toEqual(['head']);
    const { messages } = await client.conversations.replies({ channel: ops.id, ts: head.ts ?? '' });
    expect(messages?.map(({ text }) => text)).toEqual(['head', 'reply']);
  });

  test('finds a message by its metadata in the history, if metadata is asked for', async () => {
    const metadata = { event_type: 'wardround_job', event_payload: { job: 'j-1' } };
    await client.chat.postMessage({ channel: ops.id, text: 'head', metadata });
    const found = await client.conversations.history({ channel: ops.id, include_all_metadata: true });
    expect(found.messages?.[0]?.metadata).toEqual(metadata);
    expect((await client.conversations.history({ channel: ops.id })).messages?.[0]?.metadata).toBeUndefined();
  });

  test('takes JSON as well as a form', async () => {
    const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${slack.installation.token}` },
      body: JSON.stringify({
        channel: ops.id,
        blocks: [{ type: 'section', text: { type: 'plain_text', text: 'hi' } }],
      }),
    });
    expect(await response.json()).toMatchObject({ ok: true, channel: ops.id });
  });

  test('is refused where the app may not post', async () => {
    const { world, installation } = slack;
    const teamIds = [installation.teamId];
    const post = (channel: string) => failureOf(client.chat.postMessage({ channel, text: 'hi' }));
    expect(await post('C404')).toEqual(refusedWith('channel_not_found'));
    expect(await post(world.addChannel({ name: 'other', kind: 'public', teamIds }).id)).toEqual(
      refusedWith('not_in_channel'),
    );
    expect(await post(world.addChannel({ name: 'secret', kind: 'private', teamIds }).id)).toEqual(
      refusedWith('channel_not_found'),
    );
    expect(await post(world.addChannel({ name: 'theirs', kind: 'public', teamIds: ['T2'] }).id)).toEqual(
      refusedWith('channel_not_found'),
    );
    ops.isArchived = true;
    expect(await post(ops.id)).toEqual(refusedWith('is_archived'));
    expect(world.messages).toEqual([]);
  });

  test('is refused for what Slack cannot show', async () => {
    const post = (content: object) => {
      nowMs += 1000;
      return failureOf(client.chat.postMessage({ channel: ops.id, text: 'a', ...content }));
    };
    expect(await post({ text: '' })).toEqual(refusedWith('no_text'));
    expect(await post({ text: 'x'.repeat(40_001) })).toEqual(refusedWith('msg_too_long'));
    expect(await post({ blocks: { blocks: [] } })).toEqual(refusedWith('invalid_blocks_format'));
    expect(await post({ blocks: 'no json' })).toEqual(refusedWith('invalid_blocks_format'));
    expect(await post({ metadata: { event_type: 'x' } })).toEqual(refusedWith('invalid_metadata_schema'));
    expect(await post({ thread_ts: '1.000001' })).toEqual(refusedWith('thread_not_found'));
    const tooLong = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    const failure = await post({ blocks: tooLong });
    expect(failure).toEqual(refusedWith('invalid_blocks'));
    expect(failure.data?.response_metadata?.messages).toContain(
      '[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    );
  });

  test('goes to a person directly, and not to one who left', async () => {
    const { channel } = await client.chat.postMessage({ channel: operator.id, text: 'hi' });
    expect(slack.world.channels.get(channel ?? '')?.kind).toBe('im');
    expect((await client.conversations.open({ users: operator.id })).channel?.id).toBe(channel);
    operator.deleted = true;
    expect(await failureOf(client.conversations.open({ users: operator.id }))).toEqual(
      refusedWith('user_disabled'),
    );
  });

  test('for one person only needs both in the channel', async () => {
    await client.chat.postEphemeral({ channel: ops.id, user: operator.id, text: 'psst' });
    expect(slack.world.ephemerals).toMatchObject([{ channelId: ops.id, userId: operator.id, text: 'psst' }]);
    const outsider = slack.world.addUser({ name: 'outsider', teamId: slack.installation.teamId });
    const post = () =>
      failureOf(client.chat.postEphemeral({ channel: ops.id, user: outsider.id, text: 'psst' }));
    expect(await post()).toEqual(refusedWith('user_not_in_channel'));
    ops.members.delete(slack.installation.botUserId);
    expect(await post()).toEqual(refusedWith('not_in_channel'));
  });
});

describe('editing and deleting', () => {
  test('changes a message in place, and refuses one that is gone or not its own', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: ops.id, text: 'looking' });
    await client.chat.update({ channel: ops.id, ts, text: 'done' });
    expect(slack.world.message(ops.id, ts)).toMatchObject({ text: 'done', editedTs: expect.any(String) });
    const others = slack.world.addMessage({ channelId: ops.id, userId: operator.id, text: 'mine' });
    const update = (args: { ts: string; text: string }) =>
      failureOf(client.chat.update({ channel: ops.id, ...args }));
    expect(await update({ ts: others.ts, text: 'x' })).toEqual(refusedWith('cant_update_message'));
    expect(await update({ ts: '1.000001', text: 'x' })).toEqual(refusedWith('message_not_found'));
    expect(await update({ ts, text: 'x'.repeat(4001) })).toEqual(refusedWith('msg_too_long'));
    expect(await failureOf(client.chat.delete({ channel: ops.id, ts: others.ts }))).toEqual(
      refusedWith('cant_delete_message'),
    );
  });

  test('of a head with replies leaves a thread that can go on, of one without leaves none', async () => {
    const { ts: busy = '' } = await client.chat.postMessage({ channel: ops.id, text: 'a' });
    const { ts: lonely = '' } = await client.chat.postMessage({ channel: ops.id, text: 'b' });
    await client.chat.postMessage({ channel: ops.id, text: 'reply', thread_ts: busy });
    await client.chat.delete({ channel: ops.id, ts: busy });
    await client.chat.delete({ channel: ops.id, ts: lonely });
    await client.chat.postMessage({ channel: ops.id, text: 'reply', thread_ts: busy });
    expect(await failureOf(client.chat.update({ channel: ops.id, ts: busy, text: 'x' }))).toEqual(
      refusedWith('message_not_found'),
    );
    expect(
      await failureOf(client.chat.postMessage({ channel: ops.id, text: 'c', thread_ts: lonely })),
    ).toEqual(refusedWith('thread_not_found'));
  });
});

describe('looking around', () => {
  test('tells of a channel whether it is private, archived, shared or joined', async () => {
    const { world, installation } = slack;
    const shared = world.addChannel({ name: 'shared', kind: 'public', teamIds: [installation.teamId, 'T2'] });
    expect((await client.conversations.info({ channel: shared.id })).channel).toMatchObject({
      is_ext_shared: true,
      is_member: false,
    });
    await client.conversations.join({ channel: shared.id });
    expect((await client.conversations.info({ channel: shared.id })).channel).toMatchObject({
      is_member: true,
    });
    shared.isArchived = true;
    expect(await failureOf(client.conversations.join({ channel: shared.id }))).toEqual(
      refusedWith('is_archived'),
    );
  });

  test('tells a guest, a stranger and a member apart', async () => {
    const { world, installation } = slack;
    const guest = world.addUser({ name: 'guest', teamId: installation.teamId, guest: 'single-channel' });
    const stranger = world.addUser({ name: 'stranger', teamId: 'T2' });
    const user = async (id: string) => (await client.users.info({ user: id })).user;
    expect(await user(operator.id)).toMatchObject({ is_restricted: false, is_stranger: false });
    expect(await user(guest.id)).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect(await failureOf(client.users.info({ user: stranger.id }))).toEqual(
      refusedWith('user_not_visible'),
    );
    ops.members.add(stranger.id);
    expect(await user(stranger.id)).toMatchObject({ is_stranger: true, team_id: 'T2' });
    expect(await failureOf(client.users.info({ user: 'U404' }))).toEqual(refusedWith('user_not_found'));
  });

  test('reads the members of a group, of a known one only', async () => {
    slack.world.groups.set('S1', [operator.id]);
    expect((await client.usergroups.users.list({ usergroup: 'S1' })).users).toEqual([operator.id]);
    expect(await failureOf(client.usergroups.users.list({ usergroup: 'S2' }))).toEqual(
      refusedWith('no_such_subteam'),
    );
  });

  test('pages through a history, newest first', async () => {
    for (const text of ['1', '2', '3'])
      slack.world.addMessage({ channelId: ops.id, userId: operator.id, text });
    const first = await client.conversations.history({ channel: ops.id, limit: 2 });
    const cursor = first.response_metadata?.next_cursor ?? '';
    const second = await client.conversations.history({ channel: ops.id, limit: 2, cursor });
    expect([first, second].map(({ messages }) => messages?.map(({ text }) => text))).toEqual([
      ['3', '2'],
      ['1'],
    ]);
    expect([first.has_more, second.has_more]).toEqual([true, false]);
  });

  test('links to a message, in its thread if it is a reply', async () => {
    const head = slack.world.addMessage({ channelId: ops.id, userId: operator.id, text: 'head' });
    const reply = slack.world.addMessage({
      channelId: ops.id,
      userId: operator.id,
      text: 'reply',
      threadTs: head.ts,
    });
    const link = async (message_ts: string) =>
      (await client.chat.getPermalink({ channel: ops.id, message_ts })).permalink;
    expect(await link(head.ts)).toBe(
      `https://example.slack.com/archives/${ops.id}/p${head.ts.replace('.', '')}`,
    );
    expect(await link(reply.ts)).toContain(`?thread_ts=${head.ts}&cid=${ops.id}`);
  });

  test('reacts once', async () => {
    const { ts } = slack.world.addMessage({ channelId: ops.id, userId: operator.id, text: 'head' });
    await client.reactions.add({ channel: ops.id, timestamp: ts, name: 'eyes' });
    expect(await failureOf(client.reactions.add({ channel: ops.id, timestamp: ts, name: 'eyes' }))).toEqual(
      refusedWith('already_reacted'),
    );
  });
});

describe('a file', () => {
  test('goes into a thread by the way of three steps that the SDK takes', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: ops.id, text: 'head' });
    await client.filesUploadV2({
      channel_id: ops.id,
      thread_ts: ts,
      filename: 'all.txt',
      content: 'whole diagnosis',
    });
    const [file] = [...slack.world.files.values()];
    expect(file?.content?.toString()).toBe('whole diagnosis');
    expect(slack.world.thread(ops.id, ts)[1]?.fileIds).toEqual([file?.id]);
  });

  test('is taken once, and only as long as it was announced', async () => {
    const { upload_url: url = '' } = await client.files.getUploadURLExternal({
      filename: 'a.txt',
      length: 3,
    });
    const send = async (body: string) => (await fetch(url, { method: 'POST', body })).status;
    expect(await send('abcd')).toBe(400);
    expect(await send('abc')).toBe(200);
    expect(await send('abc')).toBe(404);
  });

  test('that was never sent cannot be shared', async () => {
    const { file_id: id = '' } = await client.files.getUploadURLExternal({ filename: 'a.txt', length: 3 });
    const call = client.files.completeUploadExternal({ channel_id: ops.id, files: [{ id, title: 'a' }] });
    expect(await failureOf(call)).toEqual(refusedWith('file_not_found'));
  });
});

describe('a modal', () => {
  const view = (text: string) => ({
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text },
    blocks: [],
  });

  test('opens with a trigger once and within three seconds, and is filled later', async () => {
    const trigger_id = slack.world.issueTrigger(operator.id);
    nowMs += 3000;
    const opened = await client.views.open({ trigger_id, view: view('Loading') });
    nowMs += 60_000;
    const { id: view_id = '', hash = '' } = opened.view ?? {};
    await client.views.update({ view_id, hash, view: view('Restart') });
    expect(slack.world.views.get(view_id)?.body['title']).toEqual({ type: 'plain_text', text: 'Restart' });
    expect(await failureOf(client.views.update({ view_id, hash, view: view('Late') }))).toEqual(
      refusedWith('hash_conflict'),
    );
    expect(await failureOf(client.views.open({ trigger_id, view: view('Again') }))).toEqual(
      refusedWith('exchanged_trigger_id'),
    );
  });

  test('does not open late, with a made-up trigger, or with a title that is too long', async () => {
    const trigger_id = slack.world.issueTrigger(operator.id);
    expect(await failureOf(client.views.open({ trigger_id, view: view('x'.repeat(25)) }))).toEqual(
      refusedWith('invalid_arguments'),
    );
    nowMs += 3001;
    expect(await failureOf(client.views.open({ trigger_id, view: view('Late') }))).toEqual(
      refusedWith('expired_trigger_id'),
    );
    expect(await failureOf(client.views.open({ trigger_id: '1.2.x', view: view('No') }))).toEqual(
      refusedWith('invalid_trigger_id'),
    );
  });

  test('and the Home of a person is published for one who exists', async () => {
    await client.views.publish({ user_id: operator.id, view: { type: 'home', blocks: [] } });
    expect(
      await failureOf(client.views.publish({ user_id: 'U404', view: { type: 'home', blocks: [] } })),
    ).toEqual(refusedWith('user_not_found'));
  });
});

describe('limits', () => {
  test('let a burst into a channel, then about one message a second, and say how long to wait', async () => {
    const post = () => client.chat.postMessage({ channel: ops.id, text: 'hi' });
    for (let sent = 0; sent < 5; sent += 1) await post();
    await expect(post()).rejects.toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 1 });
    expect(slack.world.messages).toHaveLength(5);
    nowMs += 1000;
    expect((await post()).ok).toBe(true);
  });

  test('hold each method to its calls a minute', async () => {
    const { ts = '' } = await client.chat.postMessage({ channel: ops.id, text: 'hi' });
    const edit = () => client.chat.update({ channel: ops.id, ts, text: 'x' });
    for (let sent = 0; sent < 50; sent += 1) await edit();
    await expect(edit()).rejects.toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 60 });
    nowMs += 60_000;
    expect((await edit()).ok).toBe(true);
  });
});

describe('faults', () => {
  const post = (over?: WebClient) => (over ?? client).chat.postMessage({ channel: ops.id, text: 'hi' });

  test('come as the errors of the SDK, once, and change nothing', async () => {
    slack.failNext('chat.postMessage', { kind: 'error', error: 'internal_error' });
    expect(await failureOf(post())).toEqual(refusedWith('internal_error'));
    slack.failNext('chat.postMessage', { kind: 'status', status: 503 });
    expect(await failureOf(post())).toEqual({ code: ErrorCode.HTTPError });
    slack.failNext('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 30 });
    await expect(post()).rejects.toMatchObject({ code: ErrorCode.RateLimitedError, retryAfter: 30 });
    slack.failNext('chat.postMessage', { kind: 'cut' });
    expect(await failureOf(post())).toEqual({ code: ErrorCode.RequestError });
    slack.failNext('chat.postMessage', { kind: 'garbage', body: '<html>' });
    expect(await failureOf(post())).toEqual(refusedWith('<html>'));
    expect(slack.world.messages).toEqual([]);
    expect((await post()).ok).toBe(true);
  });

  test('can leave a call without an answer', async () => {
    slack.failNext('chat.postMessage', { kind: 'hang' });
    expect(await failureOf(post(clientWith(slack.installation.token, 200)))).toEqual({
      code: ErrorCode.RequestError,
    });
    expect(slack.world.messages).toEqual([]);
  });

  test('can lose the answer to a call that took effect', async () => {
    slack.failNext('chat.postMessage', { kind: 'reply-lost' });
    expect(await failureOf(post())).toEqual({ code: ErrorCode.RequestError });
    expect(slack.world.messages).toHaveLength(1);
    expect(slack.calls('chat.postMessage')).toHaveLength(1);
  });

  test('are told for a method that the fake does not know', async () => {
    expect(await failureOf(client.apiCall('stars.list'))).toEqual(refusedWith('unknown_method'));
  });
});
