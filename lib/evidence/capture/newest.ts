import type { EpochMs } from '../objects/fields.ts';
import { isRecord } from './raw-object.ts';

/** Fields of the narrow objects that tell a moment at which something had happened. */
const MOMENTS: ReadonlySet<string> = new Set([
  'createdAt',
  'finishedAt',
  'firstAt',
  'heartbeatAt',
  'lastAt',
  'renewedAt',
  'since',
  'startedAt',
]);

/** The newest moment of which an object speaks. A deletion's time is left out: it is set into the future. */
export function newestMoment(value: unknown): EpochMs | undefined {
  let newest: EpochMs | undefined;
  const visit = (item: unknown): void => {
    if (Array.isArray(item)) {
      for (const element of item) visit(element);
    } else if (isRecord(item)) {
      for (const [key, inner] of Object.entries(item)) {
        if (typeof inner === 'number') newest = MOMENTS.has(key) ? later(newest, inner) : newest;
        else visit(inner);
      }
    }
  };
  visit(value);
  return newest;
}

export const later = (one: EpochMs | undefined, other: EpochMs | undefined): EpochMs | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

/** The time at which a line of a log says it was written, where it says so with its date. */
export function momentOfLine(line: string): EpochMs | undefined {
  const stamp = /\b20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d:[0-6]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)/.exec(
    line,
  )?.[0];
  const ms = stamp ? Date.parse(stamp.replace(' ', 'T')) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}
