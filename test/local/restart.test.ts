import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type LocalProcess, type Machine, newMachine, type Thread } from './local-process.ts';

jest.setTimeout(300_000);

let machine: Machine;

beforeEach(async () => {
  machine = await newMachine();
});

afterEach(() => machine.remove());

const isTold = ({ head, replies }: Thread): boolean => replies.length > 0 && !head.text.startsWith('Looking');

/** What stands in the channel once nothing waits, also not what an earlier run had put off. */
async function settled(running: LocalProcess): Promise<readonly Thread[]> {
  await running.until((threads) => threads.length > 0 && threads.every(isTold));
  expect(await running.end('SIGTERM')).toBe(0);
  const again = await machine.start();
  return again.until((_, waiting) => waiting === 0);
}

describe('kill -9 and a start', () => {
  test('lose no command and answer none twice, whenever it is killed', async () => {
    const targets = ['node-1', 'node-2', 'node-3', 'dns', 'proxy', 'network', 'cluster'];
    // Before, at and after each step of a look: it takes less than a second.
    const delaysMs = [0, 30, 80, 150, 250, 400, 700];
    for (const [index, target] of targets.entries()) {
      const running = await machine.start();
      expect(await running.command(`/k8s diagnose ${target}`)).toContain('Looking at');
      await pause(delaysMs[index] ?? 0);
      await running.end('SIGKILL');
    }
    const threads = await settled(await machine.start());
    expect(threads).toHaveLength(targets.length);
    expect(threads.map(({ replies }) => replies.length)).toEqual(targets.map(() => 1));
  });

  test('leave one head and one diagnosis where it is killed once the head stands', async () => {
    const running = await machine.start();
    await running.command('/k8s diagnose node-3');
    await running.until((threads) => threads.length > 0);
    await running.end('SIGKILL');
    const threads = await settled(await machine.start());
    expect(threads).toHaveLength(1);
    expect(threads[0]?.replies).toHaveLength(1);
    expect(threads[0]?.head.text).toContain('Unhealthy: node node-3');
  });

  test('lose no alert that was accepted, and open no second thread', async () => {
    const first = await machine.start();
    const token = first.alertToken ?? '';
    const body = alertBody('node-3');
    expect(await first.postAlerts(body, token)).toBe(200);
    await first.end('SIGKILL');
    const second = await machine.start();
    expect(second.alertToken).toBeUndefined();
    expect(await second.postAlerts(body, token)).toBe(200);
    await second.until((threads) => threads.some(isTold));
    await second.end('SIGKILL');
    const threads = await settled(await machine.start());
    expect(threads).toHaveLength(1);
    expect(threads[0]?.replies).toHaveLength(1);
  });
});

test('a second start on the same folder says so, leaves the first alone and ends with 2', async () => {
  const first = await machine.start();
  const { code, stderr } = await machine.runToEnd([]);
  expect(code).toBe(2);
  expect(stderr).toContain('already runs on the data in');
  expect(await first.command('help')).toContain('diagnose');
});

const alertBody = (node: string): string =>
  JSON.stringify({
    version: '4',
    groupKey: '{}:{alertname="KubeNodeNotReady"}',
    status: 'firing',
    receiver: 'bot',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'KubeNodeNotReady', node, severity: 'warning' },
        annotations: { summary: 'Node is not ready.' },
        startsAt: '2026-11-24T07:45:23Z',
        endsAt: '0001-01-01T00:00:00Z',
      },
    ],
  });
