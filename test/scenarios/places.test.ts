import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Channel, User } from '../../lib/local/slack/world.ts';
import { type Bot, startBot } from './bot.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

/** What was said to somebody alone, after the acknowledgement. */
async function answerTo(by: User, place: Channel): Promise<string[]> {
  await bot.slash('/k8s diagnose dns', by, place);
  return bot.whispers(by).slice(1);
}

describe('where the bot is, it answers:', () => {
  test.each<'ops' | 'private' | 'dm'>(['ops', 'private', 'dm'])('%s', async (place) => {
    expect(await answerTo(bot.by.operator, bot.places[place])).toEqual([]);
    expect(bot.thread(bot.places[place])[0]).toMatch(/^Unhealthy: dns/);
    expect(bot.everything()).toHaveLength(2);
  });
});

describe('where it cannot, whoever asked is told what to do, and nothing is posted anywhere:', () => {
  test.each<['outside' | 'privateWithout' | 'dmOfOthers' | 'archived', string]>([
    ['outside', 'I am not in this channel, so I cannot answer here. Invite me'],
    ['privateWithout', 'I cannot see this conversation'],
    ['dmOfOthers', 'I cannot see this conversation'],
    ['archived', 'This channel is archived'],
  ])('%s', async (place, answer) => {
    expect(await answerTo(bot.by.operator, bot.places[place])).toEqual([expect.stringContaining(answer)]);
    expect(bot.everything()).toEqual([]);
    expect(bot.queue.dead).toBe(0);
  });

  test('once it was invited, the same question is answered', async () => {
    await answerTo(bot.by.operator, bot.places.outside);
    bot.places.outside.members.add(bot.slack.installation.botUserId);
    await bot.slash('/k8s diagnose dns', bot.by.operator, bot.places.outside);
    expect(bot.thread(bot.places.outside)).toHaveLength(2);
  });

  test.each<['revoked' | 'account-inactive']>([['revoked'], ['account-inactive']])(
    'a token that is %s',
    async (state) => {
      bot.slack.installation.state = state;
      expect(await answerTo(bot.by.operator, bot.places.ops)).toEqual([
        expect.stringContaining("Slack no longer accepts Wardround's token"),
      ]);
      expect(bot.everything()).toEqual([]);
    },
  );

  test.each(['chat:write', 'users:read'])('an app without the scope %s', async (missing) => {
    bot.slack.installation.scopes = bot.slack.installation.scopes.filter((scope) => scope !== missing);
    expect(await answerTo(bot.by.operator, bot.places.ops)).toEqual([
      expect.stringContaining('Wardround lacks a permission (scope)'),
    ]);
    expect(bot.everything()).toEqual([]);
  });
});

describe('who may not look is told so, and nobody else is:', () => {
  test('a guest', async () => {
    expect(await answerTo(bot.by.guest, bot.places.ops)).toEqual([
      expect.stringContaining('Only members of this workspace may look at clusters'),
    ]);
    expect(bot.everything()).toEqual([]);
    expect(bot.whispers(bot.by.operator)).toEqual([]);
  });

  test('somebody of another workspace', async () => {
    await bot.slash('/k8s diagnose dns', bot.by.stranger);
    expect(bot.whispers(bot.by.stranger)).toEqual([
      expect.stringContaining('No cluster may be looked at from this channel'),
    ]);
    await bot.slash('/k8s help', bot.by.stranger);
    expect(bot.whispers(bot.by.stranger)[1]).not.toMatch(/prod|down|vault/);
    expect(bot.everything()).toEqual([]);
  });

  test('somebody of another workspace, even where the request names ours', async () => {
    const disguised = { ...bot.by.stranger, teamId: bot.slack.installation.teamId };
    expect(await answerTo(disguised, bot.places.ops)).toEqual([
      expect.stringContaining('Only members of this workspace may look at clusters'),
    ]);
    expect(bot.everything()).toEqual([]);
  });

  test('a guest may have a cause explained: that says nothing of a cluster', async () => {
    await bot.slash('/k8s why dns.forwarding-loop', bot.by.guest);
    expect(bot.whispers(bot.by.guest)).toEqual([
      expect.stringContaining('CoreDNS forwards queries to itself'),
    ]);
  });
});

describe('a head that somebody deleted', () => {
  const head = () => {
    const message = bot.slack.world.channelMessages(bot.places.ops.id)[0];
    if (!message) throw new Error('no head');
    return message;
  };

  test('while we looked: it is posted anew, and the answer stands in its thread', async () => {
    bot.holds = true;
    await bot.slash('/k8s diagnose dns', bot.by.operator);
    bot.slack.failNext('chat.update', { kind: 'rate-limited', retryAfterSeconds: 30 });
    await bot.queue.deliverNext();
    bot.slack.world.deleteMessage(head());
    await bot.work();
    expect(bot.thread()).toEqual([
      expect.stringMatching(/^Unhealthy: dns/),
      expect.stringMatching(/^Unhealthy: dns/),
    ]);
  });

  test('of an incident: the next news has a head of its own, in one thread with all that follows', async () => {
    await bot.alert('KubeNodeNotReady', { node: 'node-3' });
    bot.slack.world.deleteMessage(head());
    bot.pass({ minutes: 10 });
    await bot.resolved('KubeNodeNotReady', { node: 'node-3' });
    const [old, renewed, ...others] = bot.threads();
    expect(old?.[0]).toBe('This message was deleted.');
    expect(renewed?.[0]).toMatch(/^Resolved, but not healed: node node-3 in prod/);
    expect(renewed?.[1]).toMatch(/^The alerts resolved, but node node-3 in prod is not healed/);
    expect(others).toEqual([]);
  });
});
