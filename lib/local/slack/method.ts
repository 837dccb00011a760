import type { Caller } from './access.ts';
import type { Arguments } from './arguments.ts';
import type { Json } from './schema.ts';

/** A method of the Web API. */
export interface Method {
  /** Any one of them suffices; methods whose scope depends on the channel ask for it themselves. */
  readonly scopes: readonly string[];
  /** Calls a minute that Slack lets through: https://docs.slack.dev/apis/web-api/rate-limits */
  readonly perMinute: number;
  /** Returns what the answer holds beside `ok: true`, or throws a `Refusal`. */
  run(args: Arguments, caller: Caller): Json;
}

export const tier2 = 20;
export const tier3 = 50;
export const tier4 = 100;
/** Posting has a limit per channel, and one of several hundred a minute for the whole workspace. */
export const special = 300;
