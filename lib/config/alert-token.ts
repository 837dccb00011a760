import { createHash, timingSafeEqual } from 'node:crypto';
import type { Cluster, Config } from './schema.ts';

const TOKEN_BYTES = 32;
/** A hash without salt holds against guessing only where the token itself cannot be guessed. */
const SHORTEST_TOKEN = 32;
const LONGEST_TOKEN = 1024;

/** A new bearer token for Alertmanager, and the hash that goes into the configuration. The token is shown once. */
export function newAlertToken(randomBytes: (size: number) => Uint8Array): {
  readonly token: string;
  readonly hash: string;
} {
  const token = `wra_${Buffer.from(randomBytes(TOKEN_BYTES)).toString('base64url')}`;
  return { token, hash: hashToken(token) };
}

/** SHA-256 of a token, in lower-case hexadecimal digits. */
export function hashToken(token: string): string {
  return digest(token).toString('hex');
}

/**
 * The cluster that a bearer token belongs to; undefined for one that belongs to none. Every hash of every cluster is
 * compared, each in constant time, so that how long it takes says nothing.
 */
export function clusterOfToken(config: Config, token: string): Cluster | undefined {
  const length = Buffer.byteLength(token);
  if (length < SHORTEST_TOKEN || length > LONGEST_TOKEN) return undefined;
  const wanted = digest(token);
  let found: Cluster | undefined;
  for (const cluster of config.clusters) {
    for (const hash of cluster.alerts?.tokenHashes ?? []) {
      if (timingSafeEqual(wanted, Buffer.from(hash, 'hex'))) found = cluster;
    }
  }
  return found;
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
