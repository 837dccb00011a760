import type { ConfigProblem } from './config-problem.ts';
import { consistencyProblems } from './consistency-problems.ts';
import type { FindPlace } from './place.ts';
import { plainSecretProblems } from './plain-secret-problems.ts';
import { type Config, config } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';

export type Checked =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Checks a configuration against everything that must hold, and tells all that does not. */
export function checkConfig(raw: unknown, placeOf: FindPlace): Checked {
  const secrets = plainSecretProblems(raw, placeOf);
  const alreadyTold = new Set(secrets.map(({ field }) => field));
  const others = [...schemaProblems(raw, placeOf), ...consistencyProblems(raw, placeOf)].filter(
    ({ field, message }) => message.id === 'config.unknown-key' || !alreadyTold.has(field),
  );
  const problems = [...secrets, ...others];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: config.parse(raw) };
}
