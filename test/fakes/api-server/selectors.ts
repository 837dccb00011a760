import type { Resource } from './resources.ts';

/** An object as the API writes it. */
export type RawObject = Readonly<Record<string, unknown>>;

export interface RawMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export type Matcher = (object: RawObject) => boolean;
export type Selector = { readonly matches: Matcher } | { readonly badRequest: string };

export const metaOf = (object: RawObject): RawMeta => object['metadata'] as RawMeta; // every object of the store has one

function valueAt(object: RawObject, path: string): string {
  let value: unknown = object;
  for (const part of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as RawObject)[part] : undefined; // checked just before
  }
  return value === undefined || value === null ? '' : String(value);
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/ */
export function fieldSelector(text: string, resource: Resource): Selector {
  const supported = [
    'metadata.name',
    ...(resource.namespaced ? ['metadata.namespace'] : []),
    ...resource.fields,
  ];
  const terms: Matcher[] = [];
  for (const term of text.split(/(?<!\\),/)) {
    const match = /^([A-Za-z.]+)(==|!=|=)(.*)$/.exec(term);
    if (!match) return { badRequest: `invalid field selector: ${term}` };
    const [, field = '', operator = '', escaped = ''] = match;
    if (!supported.includes(field)) return { badRequest: `field label not supported: ${field}` };
    if (/(?<!\\)=/.test(escaped)) return { badRequest: `invalid field selector: ${term}` };
    const value = escaped.replace(/\\([\\,=])/g, '$1');
    terms.push((object) => (valueAt(object, field) === value) === (operator !== '!='));
  }
  return { matches: (object) => terms.every((matches) => matches(object)) };
}

const KEY = '[A-Za-z0-9._/-]+';
const VALUE = '[A-Za-z0-9._-]*';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors */
export function labelSelector(text: string): Selector {
  const terms: Matcher[] = [];
  for (const term of text.split(/,(?![^(]*\))/).map((item) => item.trim())) {
    const equality = new RegExp(`^(${KEY})\\s*(==|!=|=)\\s*(${VALUE})$`).exec(term);
    const set = new RegExp(`^(${KEY})\\s+(in|notin)\\s+\\(([^()]+)\\)$`).exec(term);
    const existence = new RegExp(`^(!?)(${KEY})$`).exec(term);
    const labelsOf = (object: RawObject) => metaOf(object).labels ?? {};
    if (equality) {
      const [, key = '', operator, value] = equality;
      terms.push((object) => (labelsOf(object)[key] === value) === (operator !== '!='));
    } else if (set) {
      const [, key = '', operator, list = ''] = set;
      const values = list.split(',').map((item) => item.trim());
      terms.push((object) => values.includes(labelsOf(object)[key] ?? '') === (operator === 'in'));
    } else if (existence) {
      const [, not, key = ''] = existence;
      terms.push((object) => Object.hasOwn(labelsOf(object), key) === (not === ''));
    } else {
      return { badRequest: `unable to parse requirement: ${term}` };
    }
  }
  return { matches: (object) => terms.every((matches) => matches(object)) };
}
