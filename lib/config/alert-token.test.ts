import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { clusterOfToken, hashToken, newAlertToken } from './alert-token.ts';
import { loadConfig } from './load-config.ts';

const token = (name: string) => `wra_${name.padEnd(40, '.')}`;

const config = loadConfig({
  file: {
    path: 'wardround.yml',
    text: [
      'clusters:',
      `  - {name: a, access: {context: a}, alerts: {channel: C123, tokenHashes: ["${hashToken(token('a'))}"]}}`,
      '  - {name: silent, access: {context: s}}',
      `  - {name: b, access: {context: b}, alerts: {channel: C123, tokenHashes: ["${hashToken(token('b-new'))}", "${hashToken(token('b-old'))}"]}}`,
      `  - {name: weak, access: {context: w}, alerts: {channel: C123, tokenHashes: ["${hashToken('secret')}", "${hashToken('')}"]}}`,
    ].join('\n'),
  },
  env: {},
  hasKubeconfig: true,
});

describe('the cluster of a token', () => {
  test.each([
    ['a', 'a'],
    ['b-new', 'b'],
    ['b-old', 'b'],
  ])('%s leads to %s', (name, cluster) => {
    expect(clusterOfToken(config, token(name))?.name).toBe(cluster);
  });

  test.each([
    ['a token of nobody', token('c')],
    ['a token with a letter more', `${token('a')}x`],
    ['a token with a space', ` ${token('a')}`],
    ['a hash itself', hashToken(token('a'))],
    ['nothing', ''],
    ['a short token, although its hash is configured', 'secret'],
    ['a very long token', 'x'.repeat(1_000_000)],
  ])('%s leads nowhere', (_, wrong) => {
    expect(clusterOfToken(config, wrong)).toBeUndefined();
  });
});

describe('a new token', () => {
  test('carries 32 bytes of the given randomness, and its hash is the SHA-256 of its text', () => {
    const { token: made, hash } = newAlertToken((size) => new Uint8Array(size).fill(7));
    expect(made).toBe(`wra_${Buffer.alloc(32, 7).toString('base64url')}`);
    expect(hash).toBe(createHash('sha256').update(made).digest('hex'));
  });

  test('is accepted where its hash is configured', () => {
    const { token: made, hash } = newAlertToken(randomBytes);
    const [cluster] = config.clusters;
    if (!cluster) throw new Error('no cluster');
    const changed = {
      ...config,
      clusters: [{ ...cluster, alerts: { channel: 'C123', tokenHashes: [hash] } }],
    };
    expect(clusterOfToken(changed, made)?.name).toBe('a');
  });
});
