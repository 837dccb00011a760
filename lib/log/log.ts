import type { LogCode } from './codes.ts';

/** What goes with a line: short, and never a secret; the writer masks it all the same. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line for one outcome, and counts it. */
export type Log = (code: LogCode, fields?: LogFields) => void;

/** An error as fields of a line: its name, and its message cut short. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: 'unknown' };
  return { error: error.name, detail: error.message.slice(0, 500) };
}
