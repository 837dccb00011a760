/** Slack will not have us. `code` is Slack's own name for why, for example `invalid_auth`, or what the network says. */
export class SlackRefusal extends Error {
  override readonly name = 'SlackRefusal';
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`Slack refuses: ${code}`, options);
    this.code = code;
  }

  static of(error: unknown): SlackRefusal {
    if (error instanceof SlackRefusal) return error;
    const { data, code } = error as { data?: { error?: unknown }; code?: unknown }; // web-api's errors
    if (typeof data?.error === 'string') return new SlackRefusal(data.error, { cause: error });
    return new SlackRefusal(typeof code === 'string' ? code : 'unknown', { cause: error });
  }
}
