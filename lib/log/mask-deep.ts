import { MASK, redact } from '../evidence/redaction.ts';

const DEEPEST = 8;

/**
 * A copy of a value for the log, with secrets masked in every text of it, and as a whole under names that stand for one.
 * An error keeps its name, message and stack. What is nested too deep is left out.
 */
export function maskDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return '[…]';
  if (Array.isArray(value)) return value.map((item) => maskDeep(item, depth + 1));
  const entries: [string, unknown][] =
    value instanceof Error
      ? [
          ['name', value.name],
          ['message', value.message],
          ['stack', value.stack],
          ['cause', value.cause],
        ]
      : Object.entries(value);
  return Object.fromEntries(entries.map(([name, item]) => [redact(name), maskField(name, item, depth)]));
}

/** Whether the name alone gives a text away is for the same patterns to say. */
function maskField(name: string, item: unknown, depth: number): unknown {
  if (typeof item !== 'string') return maskDeep(item, depth + 1);
  const pair = `${name}=x`;
  return redact(pair) === pair ? redact(item) : MASK;
}
