/** JSON that is the same for the same value, in whatever order its fields were written. */
export function stableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_key, part: unknown) => (isMap(part) ? sorted(part) : part), indent);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
