import { expect, test } from '@jest/globals';
import { startBot } from './bot.ts';

/** More than Slack takes of messages into one channel at once. */
const NODES = 20;

test('many nodes at once, at the pace that Slack allows: each gets its thread, and nothing is lost', async () => {
  const bot = await startBot({});
  try {
    const alerts = Array.from({ length: NODES }, (_, index) =>
      bot.firing('KubeNodeNotReady', { node: `worker-${index}`, severity: 'critical' }),
    );
    expect(await bot.webhook(alerts)).toMatchObject({ status: 200 });
    expect(bot.threads()).toHaveLength(NODES);
    expect(bot.threads().map((thread) => thread.length)).toEqual(Array.from({ length: NODES }, () => 2));
    expect(bot.queue.dead).toBe(0);
  } finally {
    await bot.stop();
  }
}, 60_000);
