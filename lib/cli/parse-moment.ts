import type { EpochMs } from '../evidence/objects/fields.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2}))?$/;

/**
 * A moment in ISO 8601 with its zone, or a day, which begins at midnight in UTC. Anything else is undefined: a moment
 * without a zone would mean another one on another machine.
 */
export function parseMoment(text: string): EpochMs | undefined {
  const [, year, month, day] = ISO.exec(text) ?? [];
  if (year === undefined) return undefined;
  // JavaScript takes the 31st of February for the 3rd of March.
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.getUTCDate() !== Number(day)) return undefined;
  const ms = Date.parse(text.replace(' ', 'T').replace(',', '.').toUpperCase());
  return Number.isNaN(ms) ? undefined : ms;
}
