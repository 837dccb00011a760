import type * as z from 'zod';
import { didYouMean } from '../grammar/did-you-mean.ts';
import { type ConfigFieldPath, configFields, type FieldText } from '../messages/en/config-fields.ts';
import { say } from '../messages/message.ts';
import type { ConfigProblem } from './config-problem.ts';
import { type FindPlace, type Path, valueAt } from './place.ts';
import { config, waysIn } from './schema.ts';
import { secretSchemes } from './secret-reference.ts';
import { pathText, showValue } from './show.ts';

type Issue = z.core.$ZodIssue;
type WayIn = keyof typeof waysIn;

/** Fields whose values are never shown: secrets, or what people mistake for the place of one. */
const secretFields: ReadonlySet<string> = new Set<ConfigFieldPath>([
  'clusters[].access.token',
  'clusters[].access.caData',
  'clusters[].alerts.tokenHashes',
  'clusters[].alerts.tokenHashes[]',
  'slack.botToken',
  'slack.signingSecrets',
  'slack.signingSecrets[]',
  'slack.appToken',
]);
const referenceFields: ReadonlySet<string> = new Set<ConfigFieldPath>([
  'clusters[].access.token',
  'slack.botToken',
  'slack.signingSecrets[]',
  'slack.appToken',
]);

/** What the schema finds wrong with a configuration, field by field. */
export function schemaProblems(raw: unknown, placeOf: FindPlace): readonly ConfigProblem[] {
  const parsed = config.safeParse(raw);
  if (parsed.success) return [];
  const told = new Set<string>();
  return parsed.error.issues.flatMap((issue) => {
    const path = toPath(issue.path);
    if (!patternOf(path).startsWith('clusters[].access')) return issueProblems(issue, path, raw, placeOf);
    // What the library says of a union depends on how many of its members nearly fit.
    const union = path.slice(0, 3);
    if (told.has(pathText(union))) return [];
    told.add(pathText(union));
    return accessProblems(union, raw, placeOf);
  });
}

function issueProblems(issue: Issue, path: Path, raw: unknown, placeOf: FindPlace): readonly ConfigProblem[] {
  if (issue.code !== 'unrecognized_keys') return [fieldProblem(path, raw, placeOf)];
  return issue.keys.map((key) => unknownKey([...path, key], knownBeside(path, raw), placeOf));
}

function fieldProblem(path: Path, raw: unknown, placeOf: FindPlace): ConfigProblem {
  const value = valueAt(raw, path);
  const field = pathText(path);
  const pattern = patternOf(path);
  const { expects: expected, example } = fieldText(pattern);
  const at = { field, place: placeOf(path, 'value') };
  if (value === undefined) return { ...at, message: say('config.missing', { field, expected, example }) };
  if (referenceFields.has(pattern) && typeof value === 'string' && value !== '' && !hasScheme(value)) {
    const instead = example ?? 'env:NAME';
    return { ...at, message: say('config.plain-secret', { field, form: 'unknown', example: instead }) };
  }
  const shown = showValue(value, secretFields.has(pattern));
  return { ...at, message: say('config.invalid', { field, value: shown, expected, example }) };
}

function unknownKey(path: Path, known: readonly string[], placeOf: FindPlace): ConfigProblem {
  const field = pathText(path);
  const suggestions = didYouMean(String(path.at(-1)), known);
  return {
    field,
    place: placeOf(path, 'key'),
    message: say('config.unknown-key', { field, suggestions, known }),
  };
}

/** What is wrong with the way in that was meant. */
function accessProblems(path: Path, raw: unknown, placeOf: FindPlace): readonly ConfigProblem[] {
  const value = valueAt(raw, path);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [fieldProblem(path, raw, placeOf)];
  }
  const keys = Object.keys(value);
  const meant = waysMeant(keys);
  if (meant.length > 1) {
    const field = pathText(path);
    const mixed = keys.filter((key) => wayOfKey(key) !== undefined);
    const message = say('config.mixed-access', { field, keys: mixed });
    return [{ field, place: placeOf(path, 'value'), message }];
  }
  const parsed = waysIn[meant[0] ?? 'kubeconfig'].safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) =>
    issueProblems(issue, [...path, ...toPath(issue.path)], raw, placeOf),
  );
}

function waysMeant(keys: readonly string[]): readonly WayIn[] {
  return [...new Set(keys.map(wayOfKey).filter((way) => way !== undefined))];
}

function wayOfKey(key: string): WayIn | undefined {
  if (Object.hasOwn(waysIn.server.shape, key)) return 'server';
  if (Object.hasOwn(waysIn.kubeconfig.shape, key)) return 'kubeconfig';
  if (key === 'inCluster' || key === 'recording') return key;
  return undefined;
}

/** The fields that may stand in the map at a path. */
function knownBeside(path: Path, raw: unknown): readonly string[] {
  const pattern = patternOf(path);
  const value = valueAt(raw, path);
  if (pattern === 'clusters[].access' && typeof value === 'object' && value !== null) {
    const [meant] = waysMeant(Object.keys(value));
    if (meant) return Object.keys(waysIn[meant].shape);
  }
  const prefix = pattern === '' ? '' : `${pattern}.`;
  return Object.keys(configFields)
    .filter((known) => known.startsWith(prefix))
    .map((known) => known.slice(prefix.length))
    .filter((known) => !/[.[]/.test(known));
}

function hasScheme(value: string): boolean {
  return secretSchemes.some((scheme) => value.startsWith(`${scheme}:`));
}

/** `clusters[].access.server`: a path without the positions in its lists. */
export function patternOf(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

export function fieldText(pattern: string): FieldText {
  const texts: Readonly<Record<string, FieldText>> = configFields;
  const text = Object.hasOwn(texts, pattern) ? texts[pattern] : undefined;
  return text ?? { meaning: '', expects: 'fields such as clusters: and slack:' };
}

function toPath(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'symbol' ? String(step) : step));
}
