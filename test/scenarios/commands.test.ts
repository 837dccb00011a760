import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bot, startBot } from './bot.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const flannel = "Flannel's agent on node-3 (kube-flannel-ds-jt7rw) starts and ends again and again";

describe('/k8s diagnose', () => {
  test.each<[string, string, RegExp]>([
    ['node-3', 'node node-3', /^Unhealthy: node node-3 in prod\. Error: Flannel's agent on node-3/],
    ['node-1', 'node node-1', /^Healthy: node node-1 in prod\. No cause found by \d+ checks/],
    ['dns', 'dns', /^Unhealthy: dns in prod\. Error: Flannel's agent on node-3/],
    ['proxy', 'proxy', /^Healthy: proxy in prod\. No cause found by \d+ checks/],
    ['network', 'network', /^Unhealthy: network in prod\. Error: Flannel's agent on node-3/],
    [
      'service shop/cart',
      'service shop/cart',
      /^Unhealthy: service shop\/cart in prod\. Error: No pod has the labels/,
    ],
    ['service shop/web', 'service shop/web', /^Healthy: service shop\/web in prod/],
    ['cluster', 'cluster', /^Unhealthy: cluster in prod\. Error: Flannel's agent on node-3/],
  ])(
    '%s: a word at once to whoever asked, the verdict in the channel, why in its thread',
    async (words, target, verdict) => {
      const { status } = await bot.slash(`/k8s diagnose ${words}`, bot.by.operator);
      expect(status).toBe(200);
      expect(bot.whispers(bot.by.operator)).toEqual([
        expect.stringMatching(
          new RegExp(`^Looking at ${target} in prod\\. The answer comes into this channel`),
        ),
      ]);
      expect(bot.thread()).toEqual([expect.stringMatching(verdict), expect.stringMatching(verdict)]);
    },
  );

  test('the thread holds the evidence, and what to do', async () => {
    await bot.slash('/k8s diagnose node-3', bot.by.operator);
    expect(bot.shown()).toContain(flannel);
    expect(bot.shown()).toContain(`Asked by <@${bot.by.operator.id}>`);
    expect(bot.shown()).toContain('kubectl');
  });

  test('is acknowledged before anybody looks, and the head says that we look until there is a verdict', async () => {
    bot.holds = true;
    const { status, body } = await bot.slash('/k8s diagnose dns', bot.by.operator);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ response_type: 'ephemeral' });
    expect(bot.channel()).toEqual([]);
    expect(bot.slack.calls()).toEqual([]);

    bot.slack.failNext('chat.update', { kind: 'rate-limited', retryAfterSeconds: 30 });
    await bot.queue.deliverNext();
    expect(bot.thread()).toEqual(['Looking at dns in prod …']);
    await bot.work();
    expect(bot.thread()).toEqual([
      expect.stringMatching(/^Unhealthy: dns/),
      expect.stringMatching(/^Unhealthy: dns/),
    ]);
  });

  test('a node that is named dns is asked for by the word node', async () => {
    await bot.slash('/k8s diagnose node dns', bot.by.operator);
    expect(bot.thread()).toEqual([
      'Could not look at node dns in prod',
      expect.stringContaining('There is no node "dns" in the capture.'),
    ]);
    expect(bot.shown()).toContain('What to do:');
  });

  test('two questions get a thread each', async () => {
    await bot.slash('/k8s diagnose dns', bot.by.operator);
    await bot.slash('/k8s diagnose proxy', bot.by.operator);
    expect(bot.threads().map((thread) => thread.length)).toEqual([2, 2]);
  });
});

describe('a word that is nothing is answered at once, to whoever typed it, with what was meant:', () => {
  test.each([
    ['/k8s diagnose dnss', 'dnss is nothing that can be diagnosed. Did you mean dns?'],
    ['/k8s diagnos dns', 'There is no command diagnos. Did you mean diagnose?'],
    ['/k8s diagnose dns prd', 'There is no cluster prd that may be looked at from here. Did you mean prod?'],
    ['/k8s diagnose dns prod now', 'now is too much'],
    ['/k8s diagnose service cart', 'cart is no NAMESPACE/NAME of a Service'],
    ['/k8s why dns.forwarding-lop', 'Did you mean dns.forwarding-loop?'],
    ['/k8s', 'What shall be done?'],
  ])('%s', async (text, answer) => {
    await bot.slash(text, bot.by.operator);
    expect(bot.whispers(bot.by.operator)).toEqual([expect.stringContaining(answer)]);
    expect(bot.everything()).toEqual([]);
  });
});

test('a cluster that may be looked at from elsewhere is not even named here', async () => {
  await bot.slash('/k8s diagnose dns vault', bot.by.operator);
  const [answer] = bot.whispers(bot.by.operator);
  expect(answer).toMatch(/There is no cluster vault that may be looked at from here\..* prod and down\.$/);
  await bot.slash('/k8s diagnose dns vault', bot.by.operator, bot.places.private);
  expect(bot.thread(bot.places.private)[0]).toMatch(/^Unhealthy: dns in vault/);
  expect(bot.channel()).toEqual([]);
});

test('why and help are answered in full, at once, and to whoever asked alone', async () => {
  await bot.slash('/k8s why dns.forwarding-loop', bot.by.operator);
  await bot.slash('/k8s help', bot.by.operator);
  const [why, help] = bot.whispers(bot.by.operator);
  expect(why).toContain('dns.forwarding-loop: CoreDNS forwards queries to itself.');
  expect(help).toContain('/k8s diagnose node-3');
  expect(bot.everything()).toEqual([]);
});
