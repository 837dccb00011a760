import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bot, startBot } from './bot.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const node3 = { node: 'node-3', severity: 'critical' };
const unhealthy = /^Unhealthy: node node-3 in prod\. Error: Flannel's agent on node-3/;

describe('one incident is one thread', () => {
  test('an alert is answered by its diagnosis', async () => {
    expect(await bot.alert('KubeNodeNotReady', node3)).toMatchObject({
      status: 200,
      body: '1 alert taken as 1 job.\n',
    });
    expect(bot.thread()).toEqual([expect.stringMatching(unhealthy), expect.stringMatching(unhealthy)]);
    expect(bot.shown()).toContain('Firing: KubeNodeNotReady (critical)');
  });

  test('another alert about the same node joins it, and one about another node does not', async () => {
    await bot.alert('KubeNodeNotReady', node3);
    await bot.alert('KubeNodeUnreachable', node3);
    expect(bot.thread()).toHaveLength(2);
    expect(bot.shown()).toContain('KubeNodeNotReady (critical) and KubeNodeUnreachable (critical)');
    await bot.alert('KubeNodeNotReady', { node: 'node-2' });
    expect(bot.threads()).toHaveLength(2);
  });

  test('the same webhook again changes nothing; a repeat hours later is counted in the head alone', async () => {
    await bot.alert('KubeNodeNotReady', node3);
    const before = bot.shown();
    await bot.alert('KubeNodeNotReady', node3);
    expect(bot.shown()).toBe(before);
    bot.pass({ minutes: 240 });
    await bot.alert('KubeNodeNotReady', node3);
    expect(bot.thread()).toHaveLength(2);
    expect(bot.shown()).toContain('delivered 2 times');
  });

  test('resolved is answered in the thread, with what the cluster says to it', async () => {
    await bot.alert('KubeNodeNotReady', node3);
    bot.pass({ minutes: 12 });
    await bot.resolved('KubeNodeNotReady', node3);
    const [head, diagnosis, answer, ...rest] = bot.thread();
    expect(head).toMatch(/^Resolved, but not healed: node node-3 in prod\. Error: /);
    expect(diagnosis).toMatch(unhealthy);
    expect(answer).toMatch(/^The alerts resolved, but node node-3 in prod is not healed\. Error: /);
    expect(rest).toEqual([]);
  });

  test('a resolution that the cluster confirms says healed', async () => {
    await bot.alert('KubeProxyDown', {});
    bot.pass({ minutes: 12 });
    await bot.resolved('KubeProxyDown', {});
    const [head, , answer] = bot.thread();
    expect(head).toBe('Healed: proxy in prod, after 12 min.');
    expect(answer).toMatch(/^Resolved, and proxy in prod was found healthy\./);
  });

  test('one that was over before it was ever heard of gets no thread where all is well', async () => {
    await bot.resolved('KubeProxyDown', {});
    expect(bot.everything()).toEqual([]);
  });
});

describe('a group', () => {
  test('of several objects gets a thread for each', async () => {
    const { body } = await bot.webhook([
      bot.firing('KubeNodeNotReady', { node: 'node-1' }),
      bot.firing('KubeNodeNotReady', node3),
      bot.firing('CoreDNSDown', {}),
      bot.firing('KubeNodeUnreachable', node3),
    ]);
    expect(body).toBe('4 alerts taken as 3 jobs.\n');
    expect(bot.channel()).toEqual([
      expect.stringMatching(/^KubeNodeNotReady fires, but node node-1 in prod looks healthy/),
      expect.stringMatching(unhealthy),
      expect.stringMatching(/^Unhealthy: dns in prod/),
    ]);
  });

  test('with a bad alert in it does not lose the rest, and the channel is told which one is bad', async () => {
    const { status, body } = await bot.webhook([
      bot.firing('KubeNodeNotReady', node3),
      { ...bot.firing('KubeNodeNotReady', node3), labels: {} },
      { ...bot.firing('KubeNodeNotReady', node3), startsAt: 'yesterday' },
    ]);
    expect({ status, body }).toEqual({
      status: 200,
      body: '1 alert taken as 2 jobs; 2 alerts could not be read, which the channel is told.\n',
    });
    expect(bot.channel()).toEqual([
      expect.stringMatching(unhealthy),
      expect.stringContaining('2 alerts of a webhook could not be read; 1 other of it went on.'),
    ]);
    expect(bot.shown()).toContain('Alert 2, field labels: has no labels');
    expect(bot.shown()).toContain('Alert 3, field startsAt');
  });

  test('of bad alerts alone is refused for good, and the channel is told all the same', async () => {
    const { status, body } = await bot.webhook([{ labels: {} }]);
    expect(status).toBe(400);
    expect(body).toContain('alerts[0].labels');
    expect(bot.channel()).toEqual([expect.stringContaining('1 alert of a webhook could not be read')]);
  });

  test('of 500 alerts is one thread for each node, each with all of its own', async () => {
    const alerts = Array.from({ length: 500 }, (_, index) =>
      bot.firing('KubeNodeNotReady', { node: `node-${(index % 4) + 1}`, replica: String(index) }),
    );
    expect(await bot.webhook(alerts)).toMatchObject({ status: 200, body: '500 alerts taken as 4 jobs.\n' });
    expect(bot.threads().map((thread) => thread.length)).toEqual([2, 2, 2, 2]);
    expect(bot.queue.dead).toBe(0);
  });
});

describe('names that nobody foresaw', () => {
  test.each([
    ['300 characters', 'n'.repeat(300)],
    ['a call to everybody', '<!channel>'],
    ['a mention and a link', '<@U00000001> <https://example.com|click>'],
    ['a line break and quotes', 'a\n"b"'],
    ['emoji', '🔥'.repeat(150)],
  ])('%s: the thread stands, and Slack reads no markup of theirs', async (_, name) => {
    expect((await bot.alert(name, {}, { summary: name })).status).toBe(200);
    expect((await bot.alert('KubeNodeNotReady', { node: name }, { summary: name })).status).toBe(200);
    expect(bot.channel()).toHaveLength(2);
    for (const text of bot.everything()) expect(text).not.toMatch(/<[!@h]/);
    expect(bot.queue.dead).toBe(0);
  });

  test('an alert that names nothing has a thread that says so, and is not looked at', async () => {
    await bot.alert('BackupTooOld', { severity: 'warning' });
    expect(bot.thread()).toEqual([
      'BackupTooOld fires in prod. It names no node, Service or part of the cluster, so there is nothing to look at.',
    ]);
    await bot.resolved('BackupTooOld', { severity: 'warning' });
    expect(bot.thread()[1]).toMatch(/^Resolved: BackupTooOld in prod\. Only the alerts say so/);
  });

  test('the alert that only shows that alerts arrive brings about nothing', async () => {
    expect((await bot.alert('Watchdog')).status).toBe(200);
    expect(bot.everything()).toEqual([]);
  });
});

test.each(['', 'wra_a-token-of-somebody-else-altogether-x'])(
  'the token %p is refused, and nothing is done',
  async (token) => {
    const { status, body } = await bot.webhook([bot.firing('KubeNodeNotReady', node3)], token);
    expect(status).toBe(401);
    expect(body).toContain('bearer token');
    expect(bot.everything()).toEqual([]);
  },
);
