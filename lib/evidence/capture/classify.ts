import { isObjectKind, kinds, type ObjectKind } from '../objects/kinds.ts';
import { isRecord, type RawObject, textOf } from './raw-object.ts';

/** What one raw object is. */
export type Classified =
  | { readonly is: 'object'; readonly kind: ObjectKind }
  | { readonly is: 'secret' }
  | { readonly is: 'other'; readonly kind: string | undefined };

/** API groups whose objects of a kind are those that are read; `serving.knative.dev` has a `Service` of its own. */
const GROUPS: Readonly<Record<ObjectKind, readonly string[]>> = {
  Node: [''],
  Pod: [''],
  Event: ['', 'events.k8s.io'],
  Service: [''],
  Endpoints: [''],
  ConfigMap: [''],
  Lease: ['coordination.k8s.io'],
  EndpointSlice: ['discovery.k8s.io'],
  NetworkPolicy: ['networking.k8s.io', 'extensions'],
  Deployment: ['apps', 'extensions'],
  DaemonSet: ['apps', 'extensions'],
  ReplicaSet: ['apps', 'extensions'],
  StatefulSet: ['apps'],
  ServerVersion: [''],
};

/** Names under which tools keep a kind's objects, besides the API's own plural. */
const OTHER_PLURALS: Readonly<Record<string, ObjectKind>> = {
  node: 'Node',
  'network-policy': 'NetworkPolicy',
  'network-policies': 'NetworkPolicy',
};

const byPlural: ReadonlyMap<string, ObjectKind> = new Map([
  ...Object.entries(kinds).flatMap(([kind, { plural }]): [string, ObjectKind][] =>
    isObjectKind(kind) && kind !== 'ServerVersion' ? [[plural, kind]] : [],
  ),
  ...Object.entries(OTHER_PLURALS),
]);

export const kindOfPlural = (plural: string): ObjectKind | undefined => byPlural.get(plural.toLowerCase());

/** The name of the kind that a list is of (`PodList` → `Pod`); undefined for `List`, and for what is no list. */
export function itemKindOf(listKind: string | undefined): string | undefined {
  return listKind?.endsWith('List') && listKind !== 'List' ? listKind.slice(0, -'List'.length) : undefined;
}

/** The plural in a `selfLink`, where older servers say what an object without a kind is. */
const SELF_LINK =
  /^\/apis?\/(?:[^/]{1,253}\/){1,2}?(?:namespaces\/[^/]{1,253}\/)?([a-z]{1,63})(?:\/[^/]{1,253})?$/;

export function kindOfSelfLink(selfLink: string | undefined): ObjectKind | undefined {
  const plural = selfLink && SELF_LINK.exec(selfLink)?.[1];
  return plural ? kindOfPlural(plural) : undefined;
}

/** The namespace in a list's `selfLink`. */
export function namespaceOfSelfLink(selfLink: string | undefined): string | undefined {
  return selfLink && /\/namespaces\/([^/]{1,253})\/[a-z]{1,63}$/.exec(selfLink)?.[1];
}

/**
 * What an object is: what it says itself, else what its list, its link or its file's name say, else its shape. An
 * object without a kind is never taken for a ConfigMap or a Secret by its shape.
 */
export function classify(raw: RawObject, hints: readonly (string | undefined)[]): Classified {
  const own = textOf(raw, 'kind');
  const kind =
    own ?? hints.find((hint) => hint !== undefined) ?? kindOfSelfLink(textOf(raw['metadata'], 'selfLink'));
  if (kind === undefined) {
    const shaped = kindOfShape(raw);
    return shaped ? { is: 'object', kind: shaped } : { is: 'other', kind: undefined };
  }
  if (kind === 'Secret') return { is: 'secret' };
  if (!isObjectKind(kind) || kind === 'ServerVersion') return { is: 'other', kind };
  const apiVersion = textOf(raw, 'apiVersion');
  const group = apiVersion?.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return apiVersion === undefined || GROUPS[kind].includes(group)
    ? { is: 'object', kind }
    : { is: 'other', kind };
}

const NODE_CONDITIONS: ReadonlySet<string> = new Set([
  'DiskPressure',
  'MemoryPressure',
  'PIDPressure',
  'OutOfDisk',
  'NetworkUnavailable',
]);

/** Fields by which an object without a kind gives itself away. */
function kindOfShape(raw: RawObject): ObjectKind | undefined {
  const { spec, status } = raw;
  if (isRecord(raw['involvedObject']) || isRecord(raw['regarding'])) return 'Event';
  if (Array.isArray(raw['subsets'])) return 'Endpoints';
  if (Array.isArray(raw['endpoints']) && textOf(raw, 'addressType')) return 'EndpointSlice';
  if (isRecord(status) && (isRecord(status['nodeInfo']) || hasNodeCondition(status['conditions'])))
    return 'Node';
  if (!isRecord(spec)) return undefined;
  if (Array.isArray(spec['containers'])) return 'Pod';
  if (textOf(spec, 'renewTime') && textOf(spec, 'holderIdentity')) return 'Lease';
  if (isRecord(status) && typeof status['desiredNumberScheduled'] === 'number') return 'DaemonSet';
  if (textOf(spec, 'clusterIP') && Array.isArray(spec['ports'])) return 'Service';
  return undefined;
}

function hasNodeCondition(conditions: unknown): boolean {
  return (
    Array.isArray(conditions) && conditions.some((item) => NODE_CONDITIONS.has(textOf(item, 'type') ?? ''))
  );
}
