const form = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Reads a time stamp as https://www.rfc-editor.org/rfc/rfc3339 has it, to the millisecond. `none` where the sender wrote
 * Go's zero time (the year 1), which stands for "not set"; `unreadable` where it is no time stamp.
 */
export function readTime(text: string): number | 'none' | 'unreadable' {
  if (!form.test(text)) return 'unreadable';
  const epochMs = Date.parse(text.toUpperCase().replace(' ', 'T'));
  if (Number.isNaN(epochMs)) return 'unreadable';
  return epochMs <= 0 ? 'none' : epochMs;
}
