import type { FieldSelector } from '../cluster-reader.ts';
import { isRecord } from './raw-object.ts';

type Labels = Readonly<Record<string, string>>;
type LabelTest = (labels: Labels) => boolean;

const KEY = '[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,316}[A-Za-z0-9])?';
const VALUE = '[A-Za-z0-9._-]{0,63}';
const EQUALITY = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EXISTENCE = new RegExp(`^(!?)\\s*(${KEY})$`);

const has = (labels: Labels, key: string): boolean => Object.hasOwn(labels, key);

/**
 * A label selector in the API's text form as a test, or undefined where the text is none.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function labelSelector(text: string): LabelTest | undefined {
  const requirements = text.split(/,(?![^(]*\))/).map((part) => part.trim());
  if (requirements.length === 1 && requirements[0] === '') return () => true;
  const tests = requirements.map(requirement);
  const known = tests.filter((test) => test !== undefined);
  return known.length === tests.length ? (labels) => known.every((test) => test(labels)) : undefined;
}

function requirement(text: string): LabelTest | undefined {
  const [, key, operator, value] = EQUALITY.exec(text) ?? [];
  if (key !== undefined && operator !== undefined && value !== undefined) {
    return operator === '!='
      ? (labels) => !has(labels, key) || labels[key] !== value
      : (labels) => has(labels, key) && labels[key] === value;
  }
  const [, setKey, setOperator, list] = SET.exec(text) ?? [];
  if (setKey !== undefined && list !== undefined) {
    const values = new Set(list.split(',').map((item) => item.trim()));
    const isIn: LabelTest = (labels) => has(labels, setKey) && values.has(labels[setKey] ?? '');
    return setOperator === 'in' ? isIn : (labels) => !isIn(labels);
  }
  const [, not, existing] = EXISTENCE.exec(text) ?? [];
  if (existing === undefined) return undefined;
  return not === '!' ? (labels) => !has(labels, existing) : (labels) => has(labels, existing);
}

/** Where the narrow objects keep what the API's field selectors name. */
const FIELD_PATHS: Readonly<Record<keyof FieldSelector, readonly string[]>> = {
  'metadata.name': ['meta', 'name'],
  'spec.nodeName': ['nodeName'],
  'status.phase': ['phase'],
  type: ['type'],
  reason: ['reason'],
  'involvedObject.kind': ['about', 'kind'],
  'involvedObject.name': ['about', 'name'],
  'involvedObject.namespace': ['about', 'namespace'],
};

/** Whether an object has every field as the selector says; a field that is not set counts as empty, as in the API. */
export function matchesFields(object: unknown, fields: FieldSelector): boolean {
  return Object.entries(FIELD_PATHS).every(([field, path]) => {
    const wanted = fields[field as keyof FieldSelector]; // the keys of FIELD_PATHS, which Object.entries widens
    return wanted === undefined || valueAt(object, path) === wanted;
  });
}

function valueAt(object: unknown, path: readonly string[]): string {
  let value = object;
  for (const step of path) value = isRecord(value) ? value[step] : undefined;
  return typeof value === 'string' ? value : '';
}
