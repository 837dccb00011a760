import { createHash } from 'node:crypto';

/** A stable hash of texts: 32 hexadecimal digits. */
export function stableHash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Stands for a fingerprint where the sender gives none: the same labels always have the same one, in any order. */
export function labelHash(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return stableHash(pairs.flat());
}
