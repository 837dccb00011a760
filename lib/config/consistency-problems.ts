import * as z from 'zod';
import { type Message, say } from '../messages/message.ts';
import type { ConfigProblem } from './config-problem.ts';
import type { FindPlace, Path } from './place.ts';
import { pathText, showValue } from './show.ts';
import { stableJson } from './stable-json.ts';

const text = z.string().optional().catch(undefined);

/**
 * As much of a configuration as can be read, whatever else is wrong with it: the schema stops at the first wrong field
 * before it compares several, and all problems are to be told at once.
 */
const readable = z
  .object({
    clusters: z
      .array(
        z
          .object({
            name: text,
            default: z.boolean().optional().catch(undefined),
            access: z.record(z.string(), z.unknown()).optional().catch(undefined),
            alerts: z
              .object({ tokenHashes: z.array(text).optional().catch(undefined) })
              .optional()
              .catch(undefined),
          })
          .catch({}),
      )
      .optional()
      .catch(undefined),
    slack: z
      .object({ signingSecrets: z.unknown().optional(), appToken: z.unknown().optional() })
      .optional()
      .catch(undefined),
  })
  .catch({});

interface Entry {
  readonly path: Path;
  /** Entries with the same key stand for the same thing. */
  readonly key: string;
}

/** What is wrong between fields that are right each for itself. */
export function consistencyProblems(raw: unknown, placeOf: FindPlace): readonly ConfigProblem[] {
  const { clusters = [], slack } = readable.parse(raw);
  const problem = (path: Path, message: (field: string) => Message): ConfigProblem => ({
    field: pathText(path),
    place: placeOf(path, 'value'),
    message: message(pathText(path)),
  });
  const repeated = (
    entries: readonly Entry[],
    message: (params: { field: string; first: string }, key: string) => Message,
  ) =>
    repeats(entries).map(({ path, key, first }) =>
      problem(path, (field) => message({ field, first: pathText(first) }, key)),
    );

  const names = clusters.flatMap(({ name }, index) => entry(['clusters', index, 'name'], name));
  const defaults = clusters.flatMap((cluster, index) =>
    entry(['clusters', index, 'default'], cluster.default ? 'default' : undefined),
  );
  const hashes = clusters.flatMap(({ alerts }, index) =>
    (alerts?.tokenHashes ?? []).flatMap((hash, position) =>
      entry(['clusters', index, 'alerts', 'tokenHashes', position], hash),
    ),
  );
  const ways = clusters.flatMap(({ access }, index) =>
    entry(['clusters', index, 'access'], access && stableJson(access)),
  );
  return [
    ...repeated(names, (at, key) => say('config.duplicate-name', { ...at, name: showValue(key, false) })),
    ...repeated(defaults, (at) => say('config.second-default', at)),
    ...repeated(hashes, (at) => say('config.duplicate-hash', at)),
    ...repeated(ways, (at) => say('config.same-access', at)),
    ...clusters.flatMap(({ access }, index) =>
      access && access['caFile'] !== undefined && access['caData'] !== undefined
        ? [problem(['clusters', index, 'access'], (field) => say('config.both-authorities', { field }))]
        : [],
    ),
    ...(slack && isNothing(slack.signingSecrets) && slack.appToken === undefined
      ? [problem(['slack', 'signingSecrets'], (field) => say('config.slack-cannot-be-heard', { field }))]
      : []),
  ];
}

function entry(path: Path, key: string | undefined): readonly Entry[] {
  return key === undefined ? [] : [{ path, key }];
}

function isNothing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function repeats(entries: readonly Entry[]): readonly (Entry & { readonly first: Path })[] {
  const seen = new Map<string, Path>();
  return entries.flatMap((current) => {
    const first = seen.get(current.key);
    if (first) return [{ ...current, first }];
    seen.set(current.key, current.path);
    return [];
  });
}
