import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentSecrets } from './environment-secrets.ts';
import { fileSecrets } from './file-secrets.ts';
import { cacheSecrets, type StaleSecret } from './secret-cache.ts';
import { parseSecretReference } from './secret-reference.ts';
import { SecretError, secretSource } from './secret-source.ts';

describe('a reference', () => {
  test.each([
    ['env:SLACK_BOT_TOKEN', { from: 'env', name: 'SLACK_BOT_TOKEN' }],
    ['file:/run/secrets/a b', { from: 'file', path: '/run/secrets/a b' }],
    ['secretsmanager:team/slack', { from: 'secretsmanager', id: 'team/slack', jsonKey: undefined }],
    [
      'secretsmanager:team/slack#bot-token',
      { from: 'secretsmanager', id: 'team/slack', jsonKey: 'bot-token' },
    ],
    [
      'secretsmanager:arn:aws:secretsmanager:eu-west-1:123456789012:secret:slack-AbCdEf#token',
      {
        from: 'secretsmanager',
        id: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:slack-AbCdEf',
        jsonKey: 'token',
      },
    ],
    ['ssm:/team/slack/token', { from: 'ssm', name: '/team/slack/token' }],
  ])('%s is read', (reference, address) => {
    expect(parseSecretReference(reference)).toEqual(address);
  });

  test.each([
    ...[
      '',
      'env:',
      'env:1A',
      'env:A-B',
      'env:A B',
      'ENV:A',
      'file:',
      'file:relative',
      'file:/a\nb',
      'file:/',
    ],
    ...['secretsmanager:', 'secretsmanager:a#', 'secretsmanager:a b', 'secretsmanager:arn:aws:s3:::bucket'],
    ...[
      'ssm:name',
      'ssm:/',
      'ssm:/a//b',
      'ssm:/a/',
      `ssm:${'/a'.repeat(16)}`,
      'vault:x',
      'plain',
      '__proto__:x',
    ],
  ])('%j is none', (text) => {
    expect(parseSecretReference(text)).toBeUndefined();
  });
});

describe('secrets of environment and files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secrets-'));
    await writeFile(join(folder, 'token'), 'from-a-file\n');
    await writeFile(join(folder, 'empty'), '\n');
    await writeFile(join(folder, 'binary'), Buffer.from([0xff, 0xfe, 0x00]));
    await writeFile(join(folder, 'large'), 'x'.repeat(1024 * 1024 + 1));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const source = secretSource({
    env: environmentSecrets({ SET: ' from-env ', EMPTY: '' }),
    file: fileSecrets,
  });

  test('are read without the white space around them', async () => {
    expect(await source.read('env:SET')).toBe('from-env');
    expect(await source.read(`file:${folder}/token`)).toBe('from-a-file');
  });

  test.each([
    ['env:UNSET', 'missing'],
    ['env:EMPTY', 'missing'],
    ['env:constructor', 'missing'],
    ['file:FOLDER/none', 'missing'],
    ['file:FOLDER/token/below', 'missing'],
    ['file:FOLDER/empty', 'missing'],
    ['file:FOLDER/binary', 'unusable'],
    ['file:FOLDER/large', 'unusable'],
    ['file:FOLDER', 'unusable'],
    ['file:/dev/zero', 'unusable'],
    ['ssm:/a', 'unsupported'],
    ['secretsmanager:a', 'unsupported'],
  ])('%s is %s, and the error names the reference', async (pattern, problem) => {
    const reference = pattern.replace('FOLDER', folder);
    const error: unknown = await source.read(reference).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SecretError);
    expect(error).toMatchObject({ problem, message: expect.stringContaining(reference) });
  });

  test('what is no reference is not repeated, since it may be the secret', async () => {
    const error: unknown = await source.read('my-plain-secret').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ problem: 'not-a-reference' });
    expect(String(error)).not.toContain('my-plain-secret');
  });
});

/** A store whose answers and clock the test sets. */
function store() {
  const state = { now: 0, value: 'first', fails: false, reads: 0, stale: [] as StaleSecret[] };
  const cache = cacheSecrets({
    source: {
      async read(reference) {
        state.reads += 1;
        await Promise.resolve();
        if (state.fails) throw new SecretError('unavailable', reference);
        return state.value;
      },
    },
    now: () => state.now,
    freshMs: 1000,
    staleMs: 10_000,
    retryMs: 100,
    onStale: (stale) => state.stale.push(stale),
  });
  return { state, read: () => cache.read('env:A'), cache };
}

describe('the cache', () => {
  test('serves a value until its time is over, then the new one', async () => {
    const { state, read } = store();
    expect(await read()).toBe('first');
    state.value = 'second';
    state.now = 999;
    expect(await read()).toBe('first');
    state.now = 1000;
    expect(await read()).toBe('second');
    expect(state.reads).toBe(2);
  });

  test('keeps a value for five minutes where nothing else is said', async () => {
    let now = 0;
    let reads = 0;
    const cache = cacheSecrets({ source: { read: async () => `${++reads}` }, now: () => now });
    await cache.read('env:A');
    now = 5 * 60_000 - 1;
    expect(await cache.read('env:A')).toBe('1');
    now += 1;
    expect(await cache.read('env:A')).toBe('2');
  });

  test('reads once however many ask, and each reference for itself', async () => {
    const { state, read, cache } = store();
    expect(await Promise.all([read(), read(), read()])).toEqual(['first', 'first', 'first']);
    expect(state.reads).toBe(1);
    await cache.read('env:B');
    expect(state.reads).toBe(2);
  });

  test('serves the old value while the store fails, says so, asks again after a while, and not for ever', async () => {
    const { state, read } = store();
    await read();
    state.fails = true;
    state.now = 1000;
    expect(await read()).toBe('first');
    expect(state.stale).toEqual([{ reference: 'env:A', ageMs: 1000, problem: 'unavailable' }]);
    state.now = 1099;
    await read();
    expect(state.reads).toBe(2);
    state.now = 1100;
    await read();
    expect(state.reads).toBe(3);
    state.now = 10_000;
    await expect(read()).rejects.toThrow(SecretError);
    state.fails = false;
    state.value = 'second';
    expect(await read()).toBe('second');
  });

  test('gives a failure to all who asked, and keeps none', async () => {
    const { state, read } = store();
    state.fails = true;
    const results = await Promise.allSettled([read(), read()]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(state.reads).toBe(1);
    state.fails = false;
    expect(await read()).toBe('first');
  });

  test('a source that throws at once is asked again as well', async () => {
    let reads = 0;
    const source = {
      read(): Promise<string> {
        reads += 1;
        if (reads === 1) throw new Error('at once');
        return Promise.resolve('later');
      },
    };
    const cache = cacheSecrets({ source, now: () => 0 });
    await expect(cache.read('env:A')).rejects.toThrow('at once');
    expect(await cache.read('env:A')).toBe('later');
  });
});
