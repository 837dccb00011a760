/** An object as it was parsed, of which nothing is known yet. */
export type RawObject = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of a field, or undefined where it is missing, empty or no text. */
export function textOf(raw: unknown, field: string): string | undefined {
  const value = isRecord(raw) ? raw[field] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A field of something of which nothing is known: undefined where it is no object, or has no such field. */
export const fieldOf = (raw: unknown, field: string): unknown => (isRecord(raw) ? raw[field] : undefined);
