import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compileConfig } from '../../lib/config/compile-config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { httpEvent } from '../fakes/lambda/http-event.ts';
import { signedCommand } from '../fakes/lambda/signed-command.ts';
import { type SqsServer, startSqs } from '../fakes/sqs/sqs-server.ts';
import { bundleFunction, type FunctionName } from './bundle-function.ts';

const { unusedPackages } = createRequire(import.meta.url)('../../infra/aws/stub-unused.cjs') as {
  unusedPackages: readonly string[];
}; // a CommonJS file without types of its own

const SIGNING_SECRET = 'signing-secret-of-the-bundle';
const ALERT_TOKEN = `wra_${'a'.repeat(43)}`;
const config = compileConfig(
  loadConfig({
    file: {
      path: 'wardround.yml',
      text: `
clusters:
  - name: prod
    access: { inCluster: true }
    alerts:
      tokenHashes: [${await sha256(ALERT_TOKEN)}]
      channel: C0000001
slack:
  teamId: T0000001
  botToken: env:TEST_BOT_TOKEN
  signingSecrets: ['env:TEST_SIGNING_SECRET']
`,
    },
    env: {},
    hasKubeconfig: false,
  }),
);

async function sha256(text: string): Promise<string> {
  const { createHash } = await import('node:crypto');
  return createHash('sha256').update(text).digest('hex');
}

let folder: string;
let sqs: SqsServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wardround-bundle-'));
  sqs = await startSqs();
});
afterAll(() => {
  sqs.stop();
  rmSync(folder, { recursive: true });
});

/** Calls the handler of a bundle in a process of its own, with an environment as Lambda's. */
async function invoke(
  name: FunctionName,
  event: unknown,
): Promise<{ answer: Record<string, unknown>; log: string }> {
  const file = await bundleFunction(name, folder, config);
  const program = `
    const { handler } = require(${JSON.stringify(file)});
    const context = { functionName: 'f', awsRequestId: 'r', getRemainingTimeInMillis: () => 5000 };
    handler(${JSON.stringify(event)}, context).then((answer) => process.send(answer, () => process.exit(0)));`;
  const child = spawn(process.execPath, ['-e', program], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      AWS_REGION: sqs.client.region,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_SESSION_TOKEN: 'test',
      QUEUE_URL: sqs.url,
      TABLE_NAME: 'wardround',
      LEASE_SECONDS: '150',
      LOST_AFTER_SECONDS: '5400',
      WARDROUND_FUNCTION: name,
      TEST_SIGNING_SECRET: SIGNING_SECRET,
    },
  });
  let log = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    log += chunk.toString();
  });
  const answered = once(child, 'message');
  const ended = once(child, 'close').then(() =>
    Promise.reject(new Error(`it ended without an answer:\n${log}`)),
  );
  const [answer] = (await Promise.race([answered, ended])) as [Record<string, unknown>]; // what the handler gave back
  await ended.catch(() => undefined);
  return { answer, log };
}

describe('the function slack, bundled and minified as it is packaged,', () => {
  test('takes a signed command into the queue and acknowledges it, without any of the packages that are left out', async () => {
    const { answer, log } = await invoke('slack', signedCommand('diagnose node-3', SIGNING_SECRET));
    expect(answer).toMatchObject({ statusCode: 200, body: expect.stringContaining('node-3') });
    expect(await sqs.takeJobs()).toEqual([expect.objectContaining({ kind: 'look', target: 'node node-3' })]);
    expect(log).toContain('"code":"slack.acked"');
    expect(log).not.toContain('is not part of this bundle');
    expect(log).not.toContain(SIGNING_SECRET);
  }, 60_000);

  test('explains a cause', async () => {
    const { answer } = await invoke('slack', signedCommand('why dns.forwarding-loop', SIGNING_SECRET));
    expect(answer['body']).toContain('dns.forwarding-loop');
  }, 60_000);

  test('refuses one that is signed by somebody else', async () => {
    const event = signedCommand('help', SIGNING_SECRET);
    const headers = { ...event.headers, 'x-slack-signature': `v0=${'0'.repeat(64)}` };
    expect((await invoke('slack', { ...event, headers })).answer).toMatchObject({ statusCode: 401 });
  }, 60_000);
});

test('the function alerts, bundled, takes a webhook into the queue', async () => {
  const body = readFileSync(
    new URL('../payloads/alertmanager/a-firing-single.json', import.meta.url),
    'utf8',
  );
  const headers = { authorization: `Bearer ${ALERT_TOKEN}`, 'content-type': 'application/json' };
  const { answer, log } = await invoke('alerts', httpEvent('/alerts', { headers, body }));
  expect(answer).toMatchObject({ statusCode: 200 });
  expect(await sqs.takeJobs()).toEqual([expect.objectContaining({ kind: 'alerts', cluster: 'prod' })]);
  expect(log).not.toContain('is not part of this bundle');
  expect(log).not.toContain(ALERT_TOKEN);
}, 60_000);

test('the function diagnose, bundled, gives back a message that is no job, and only that', async () => {
  const record = { messageId: 'm1', body: 'rubbish', receiptHandle: 'r', attributes: {} };
  const { answer, log } = await invoke('diagnose', { Records: [record] });
  expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
  expect(log).toContain('"code":"job.unreadable"');
}, 60_000);

test('the function dead-letter, bundled, keeps no message for ever that is no job', async () => {
  const record = {
    messageId: 'm1',
    body: 'rubbish',
    receiptHandle: 'r',
    attributes: { ApproximateReceiveCount: '1' },
  };
  const { answer, log } = await invoke('dead-letter', { Records: [record] });
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(log).toContain('"code":"dead-letter.untold"');
}, 60_000);

describe('sizes', () => {
  test.each<[FunctionName, number]>([
    ['alerts', 750_000],
    ['slack', 750_000],
    ['diagnose', 2_200_000],
  ])(
    '%s has at most %d bytes',
    async (name, most) => {
      expect(statSync(await bundleFunction(name, folder, config)).size).toBeLessThanOrEqual(most);
    },
    60_000,
  );
});

describe('what stands in for a package that is left out', () => {
  test.each(unusedPackages)('%s throws when it is used, and says which it is', async (name) => {
    const { build } = await import('esbuild');
    const options = createRequire(import.meta.url)('../../infra/aws/bundle-options.cjs') as (
      text: string,
    ) => object;
    const { outputFiles } = await build({
      ...options('{}'),
      stdin: {
        contents: `import * as p from ${JSON.stringify(name)}; export const use = () => new p.Anything();`,
      },
      write: false,
    });
    const module = { exports: {} as { use?: () => unknown } };
    new Function('module', 'require', outputFiles[0]?.text ?? '')(module, createRequire(import.meta.url));
    expect(() => module.exports.use?.()).toThrow(`${name} is not part of this bundle`);
  });
});
