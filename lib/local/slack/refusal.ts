import type { Json } from './schema.ts';

/** An answer with `ok: false`, which Slack gives with status 200. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Json;

  constructor(code: string, details: Json = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** A refusal that lists what is wrong, as `invalid_blocks` and `invalid_arguments` do. */
export function refusalOf(code: string, errors: readonly string[]): Refusal {
  return new Refusal(code, {
    errors,
    response_metadata: { messages: errors.map((error) => `[ERROR] ${error}`) },
  });
}
