import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../../lib/local/slack/faults.ts';
import { type Bot, startBot } from './bot.ts';

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.stop());

const unhealthy = expect.stringMatching(/^Unhealthy: dns in prod/);
const ask = () => bot.slash('/k8s diagnose dns', bot.by.operator);

describe('a Slack that', () => {
  const faults: readonly [string, Fault][] = [
    ['limits us', { kind: 'rate-limited', retryAfterSeconds: 7 }],
    ['answers 500', { kind: 'status', status: 500 }],
    ['answers 503 with a page', { kind: 'status', status: 503, body: '<html>' }],
    ['answers something that is no JSON', { kind: 'garbage', body: '<html>' }],
    ['has an error of its own', { kind: 'error', error: 'internal_error' }],
    ['never answers', { kind: 'hang' }],
    ['breaks off', { kind: 'cut' }],
    ['has posted, and its reply is lost', { kind: 'reply-lost' }],
  ];

  test.each(faults)('%s: the answer comes a little later, each message once', async (_, fault) => {
    bot.slack.failNext('chat.postMessage', fault);
    await ask();
    expect(bot.thread()).toEqual([unhealthy, unhealthy]);
    expect(bot.queue.dead).toBe(0);
  });

  test.each(faults)('%s, when the answer is due: it stands in its thread once', async (_, fault) => {
    bot.holds = true;
    await ask();
    bot.slack.failNext('chat.update', { kind: 'rate-limited', retryAfterSeconds: 30 });
    await bot.queue.deliverNext();
    bot.slack.failNext('chat.postMessage', fault);
    await bot.work();
    expect(bot.thread()).toEqual([unhealthy, unhealthy]);
  });

  test.each(faults)('%s, when an alert comes: one thread all the same', async (_, fault) => {
    bot.slack.failNext('chat.postMessage', fault);
    await bot.alert('CoreDNSDown');
    expect(bot.thread()).toEqual([unhealthy, unhealthy]);
  });

  test('limits us is asked again when it said, not before', async () => {
    bot.slack.failNext('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 7 });
    await ask();
    const [first, second] = bot.slack.calls('chat.postMessage');
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBe(7_000);
  });

  test('refuses the form of a head: whoever asked is told, and nobody else', async () => {
    bot.slack.failNext('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    await ask();
    expect(bot.whispers(bot.by.operator)[1]).toContain('Slack refused the form of the answer');
    expect(bot.everything()).toEqual([]);
  });

  test('refuses the form of a verdict: the thread says so, and the head does not look for ever', async () => {
    bot.slack.failNext('chat.update', { kind: 'error', error: 'invalid_blocks' });
    await ask();
    expect(bot.thread()).toEqual([
      'Could not look at dns in prod',
      expect.stringContaining('Slack refused the form of the answer'),
    ]);
  });

  test('refuses the form of a diagnosis: the thread says so, and the head promises none', async () => {
    bot.holds = true;
    await ask();
    bot.slack.failNext('chat.update', { kind: 'rate-limited', retryAfterSeconds: 30 });
    await bot.queue.deliverNext();
    bot.slack.failNext('chat.postMessage', { kind: 'error', error: 'invalid_blocks' });
    await bot.work();
    expect(bot.thread()).toEqual([
      'Could not look at dns in prod',
      expect.stringContaining('Slack refused the form of the answer'),
    ]);
  });

  test('takes no edit at all: whoever asked is told', async () => {
    bot.slack.failNext('chat.update', { kind: 'error', error: 'invalid_blocks' }, 2);
    await ask();
    expect(bot.whispers(bot.by.operator)[1]).toContain('Slack refused the form of the answer');
    expect(bot.thread()).toHaveLength(1);
  });

  test('does not answer for long: the look becomes a dead letter, and is told once Slack is back', async () => {
    bot.slack.failNext('chat.postMessage', { kind: 'status', status: 500 }, 6);
    await ask();
    expect(bot.queue.dead).toBe(1);
    expect(bot.thread()[0]).toContain(
      'The look at dns in prod was begun several times and never came to an end',
    );
    expect(bot.shown()).toContain('Ask again: /k8s diagnose dns');
  });
});

describe('a cluster that is down', () => {
  test('is told in the thread, with what to do, and is not called healthy', async () => {
    await bot.slash('/k8s diagnose dns down', bot.by.operator);
    expect(bot.thread()).toEqual([
      'Could not look at dns in down',
      expect.stringMatching(/^Could not look at dns in down\. The API server at .* cannot be reached/),
    ]);
    expect(bot.shown()).toContain('What to do:');
    expect(bot.shown()).not.toMatch(/[Hh]ealthy/);
  });
});

describe('a table that', () => {
  test('throttles is asked again at once, and nobody notices', async () => {
    bot.table.throttleNext(2);
    await ask();
    expect(bot.table.left).toBe(0);
    expect(bot.codes).toEqual(['slack.acked', 'job.done']);
    expect(bot.thread()).toEqual([unhealthy, unhealthy]);
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'fails after %i requests: nothing is lost, nothing stands twice',
    async (after) => {
      bot.table.failNext(1, after);
      await ask();
      expect(bot.table.left).toBe(0);
      expect(bot.thread()).toEqual([unhealthy, unhealthy]);
    },
  );

  test.each([...Array(19).keys()])(
    'fails after %i requests of an alert: one thread all the same',
    async (after) => {
      bot.table.failNext(1, after);
      await bot.alert('CoreDNSDown');
      expect(bot.table.left).toBe(0);
      expect(bot.thread()).toEqual([unhealthy, unhealthy]);
    },
  );
});

describe('a queue that refuses', () => {
  test('a command: the acknowledgement says that nothing will happen', async () => {
    bot.queue.refuses = true;
    expect((await ask()).status).toBe(200);
    expect(bot.whispers(bot.by.operator)).toEqual([
      expect.stringMatching(/could not be put into the queue, so nothing will happen\. Please try again/),
    ]);
    bot.queue.refuses = false;
    await ask();
    expect(bot.thread()).toEqual([unhealthy, unhealthy]);
  });

  test('alerts: 503, so that Alertmanager sends them again, and then they are there', async () => {
    bot.queue.refuses = true;
    expect((await bot.alert('CoreDNSDown')).status).toBe(503);
    expect(bot.everything()).toEqual([]);
    bot.queue.refuses = false;
    expect((await bot.alert('CoreDNSDown')).status).toBe(200);
    expect(bot.thread()).toEqual([unhealthy, unhealthy]);
  });
});

describe('a message that cannot be worked on', () => {
  test('becomes a dead letter after five tries, and the channel is told', async () => {
    bot.table.failNext(5, 0);
    await bot.alert('CoreDNSDown');
    expect(bot.queue.dead).toBe(1);
    expect(bot.thread()).toEqual([
      expect.stringContaining('could not be worked on: CoreDNSDown. Their thread is missing'),
    ]);
  });

  test('that is no job at all is given up with a line in the log, and holds up nothing', async () => {
    bot.queue.put('{"kind":"remediate"}');
    await ask();
    expect(bot.queue.dead).toBe(1);
    expect(bot.codes.at(-1)).toBe('dead-letter.untold');
    expect(bot.thread()).toEqual([unhealthy, unhealthy]);
  });
});
