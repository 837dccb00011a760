import { isRecord, type RawObject } from './raw-object.ts';

/** Go's name of a field as JSON writes it: `OSImage` → `osImage`, `PodIP` → `podIP`, `UID` → `uid`. */
export function toJsonName(goName: string): string {
  const initials = /^[A-Z]+/.exec(goName)?.[0].length ?? 0;
  if (initials === 0) return goName;
  const followedByWord = initials < goName.length && /[a-z]/.test(goName.charAt(initials));
  const lowered = initials > 1 && followedByWord ? initials - 1 : initials;
  return goName.slice(0, lowered).toLowerCase() + goName.slice(lowered);
}

/** Fields that hold what people named themselves: their keys stay as they are. */
const USER_MAPS: ReadonlySet<string> = new Set([
  'allocatable',
  'annotations',
  'capacity',
  'data',
  'binaryData',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
]);

/** What kubectl's internal types write at an object's top instead of in its `metadata`. */
const META_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'labels',
  'annotations',
  'ownerReferences',
]);

const INTERNAL_KEYS = ['Spec', 'Status', 'InvolvedObject', 'Subsets', 'Items'];

/**
 * Whether an object was written by the `cluster-info dump` of kubectl 1.4 to 1.9, which printed Go's internal types.
 * Example of one: https://github.com/aporeto-inc/kubepox/blob/master/kubepox_test.go
 */
export function isInternal(raw: RawObject): boolean {
  return INTERNAL_KEYS.some((key) => Object.hasOwn(raw, key));
}

/** An internal object in the form of the API. */
export function fromInternal(raw: RawObject): RawObject {
  return withMetadata(convertFields(raw, 0));
}

function withMetadata(raw: RawObject): RawObject {
  if (isRecord(raw['metadata'])) return raw;
  const entries = Object.entries(raw);
  return {
    ...Object.fromEntries(entries.filter(([key]) => !META_FIELDS.has(key))),
    metadata: Object.fromEntries(entries.filter(([key]) => META_FIELDS.has(key))),
  };
}

/** Deeper than any object of Kubernetes. */
const MAX_DEPTH = 64;

function convertFields(raw: RawObject, depth: number): RawObject {
  return Object.fromEntries(
    Object.entries(raw).map(([goName, value]) => {
      const name = toJsonName(goName);
      if (USER_MAPS.has(name) || (name === 'selector' && isMapOfText(value))) return [name, value];
      const converted = convertValue(value, depth + 1);
      return [name, name === 'template' && isRecord(converted) ? withMetadata(converted) : converted];
    }),
  );
}

function convertValue(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return undefined;
  if (Array.isArray(value)) return value.map((item) => convertValue(item, depth + 1));
  return isRecord(value) ? convertFields(value, depth) : value;
}

function isMapOfText(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((item) => typeof item === 'string');
}
