import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type LocalProcess, type Machine, newMachine, type Thread } from './local-process.ts';

jest.setTimeout(180_000);

const folder = fileURLToPath(new URL('../payloads/alertmanager/', import.meta.url));

let machine: Machine;
let running: LocalProcess;
let token: string;

beforeAll(async () => {
  machine = await newMachine();
  running = await machine.start();
  token = running.alertToken ?? '';
});

afterAll(() => machine.remove());

const idle = (): Promise<readonly Thread[]> => running.until((_, waiting) => waiting === 0);

/** What the head speaks of: it begins with a verdict or a state, and names the object. */
const objectOf = ({ head }: Thread): string => /\bnode [\w-]+|\bdns\b/.exec(head.text)?.[0] ?? head.text;

describe('webhooks of a real Alertmanager, posted one after the other', () => {
  test('give one thread for each object that they speak of, however many files do', async () => {
    const files = (await readdir(folder))
      .filter((name) => name.endsWith('.json') && !name.endsWith('.headers.json'))
      .sort();
    expect(files.length).toBeGreaterThanOrEqual(8);
    for (const name of files) {
      expect(await running.postAlerts(await readFile(`${folder}${name}`), token)).toBe(200);
      await idle();
    }
    const threads = await idle();
    // One of the alerts of the truncated group names no node: it is about the cluster's DNS.
    const objects = ['dns', 'node n1', 'node n2', 'node n3', 'node node-1', 'node node-2', 'node node-3'];
    expect(threads.map(objectOf).sort()).toEqual(objects);
    for (const { replies } of threads) expect(replies.length).toBeGreaterThan(0);
  });

  test('say nothing new when they are posted again', async () => {
    const before = await idle();
    const body = await readFile(`${folder}a-firing-single.json`);
    expect(await running.postAlerts(body, token)).toBe(200);
    expect(await running.postAlerts(body, token)).toBe(200);
    expect((await idle()).map(({ replies }) => replies.length)).toEqual(
      before.map(({ replies }) => replies.length),
    );
  });
});

describe('what is no webhook, or is not allowed', () => {
  test.each([
    ['no token of any cluster', 'wra_of-nobody-but-long-enough-to-be-one-0000', '{}', 401],
    ['no JSON', undefined, '{"version":"4",', 400],
    ['no UTF-8', undefined, Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400],
    ['more than the functions take', undefined, 'x'.repeat(2 * 1024 * 1024), 413],
    ['more than is read at all', undefined, 'x'.repeat(8 * 1024 * 1024), 413],
  ])('%s is refused', async (_, given, body, status) => {
    const before = await idle();
    expect(await running.postAlerts(body, given ?? token)).toBe(status);
    expect(await idle()).toEqual(before);
  });
});
