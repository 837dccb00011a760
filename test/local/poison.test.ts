import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { embeddedTable } from '../../lib/adapters/dynalite/embedded-table.ts';
import { documents } from '../../lib/adapters/dynamodb/documents.ts';
import { localIds } from '../../lib/local/local-slack.ts';
import { startLocal } from '../../lib/local/start-local.ts';

jest.setTimeout(120_000);

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wardround-'));
  const recording = join(root, 'examples/broken-cluster');
  await writeFile(
    join(folder, 'wardround.yml'),
    `clusters:\n  - name: ward\n    access:\n      recording: ${recording}\n`,
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a job that can never be done is tried five times and then told in the channel, and the next one is done', async () => {
  const at = Date.now();
  // Slack knows nobody by this id, so whether they may look can never be learnt.
  const asker = { teamId: localIds.teamId, channelId: localIds.channelId, userId: 'U0NOBODY' };
  const body = JSON.stringify({
    id: 'poison-job',
    at,
    kind: 'look',
    cluster: 'ward',
    target: 'node-2',
    asker,
  });
  const { table, close } = await embeddedTable({ folder: join(folder, 'data', 'table'), name: 'wardround' });
  await documents(table, 'local-queue').put('0-poison', { lane: 'jobs', body, sentAt: at, tries: 0 });
  await close();

  const codes: string[] = [];
  const running = await startLocal({
    env: { WARDROUND_DATA: join(folder, 'data'), WARDROUND_PORT: '0' },
    rootFolder: root,
    workFolder: folder,
    homeFolder: folder,
    isTokenRenewed: false,
    log: () => (code) => codes.push(code),
    onFault: (what, error) => codes.push(`${what}: ${String(error)}`),
    onStep: () => undefined,
    retryDelaysMs: [0],
  });
  try {
    if (running.slack.kind !== 'page') throw new Error('there is no page');
    const { local } = running.slack;
    for (let look = 0; look < 1_000 && local.threads().length === 0; look += 1) await pause(20);
    for (let look = 0; look < 1_000 && !codes.includes('dead-letter.told'); look += 1) await pause(20);
    const said = local.threads().flatMap(({ head, replies }) => [head, ...replies].map(({ text }) => text));
    expect(said.join('\n')).toContain('node-2');
    expect(codes.filter((code) => code === 'job.failed')).toHaveLength(5);
    expect(codes.filter((code) => code === 'dead-letter.told')).toHaveLength(1);

    await local.command('diagnose node-3', `http://127.0.0.1:${running.port}${running.slackPath}`);
    for (let look = 0; look < 1_000 && !codes.includes('job.done'); look += 1) await pause(20);
    expect(local.threads().some(({ head }) => head.text.includes('Unhealthy: node node-3'))).toBe(true);
  } finally {
    expect(await running.stop()).toBe(0);
  }
});
