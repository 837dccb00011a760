import type * as z from 'zod';
import { configMap } from './config-map.ts';
import { event } from './event.ts';
import { lease, node, serverVersion } from './node.ts';
import { pod } from './pod.ts';
import { networkPolicy } from './policy.ts';
import { endpointSlice, endpoints, service } from './service.ts';
import { workload } from './workload.ts';

/** What Kubernetes calls a kind, where it is served, and how it is read. */
interface KindEntry {
  readonly schema: z.ZodType;
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const core = { group: '', version: 'v1' } as const;
const apps = { group: 'apps', version: 'v1', namespaced: true, schema: workload } as const;

/** Every kind that is read, and no other: an object of a kind that is not here (a Secret, say) is never loaded. */
export const kinds = {
  Node: { ...core, plural: 'nodes', namespaced: false, schema: node },
  Pod: { ...core, plural: 'pods', namespaced: true, schema: pod },
  Event: { ...core, plural: 'events', namespaced: true, schema: event },
  Service: { ...core, plural: 'services', namespaced: true, schema: service },
  Endpoints: { ...core, plural: 'endpoints', namespaced: true, schema: endpoints },
  ConfigMap: { ...core, plural: 'configmaps', namespaced: true, schema: configMap },
  Lease: { group: 'coordination.k8s.io', version: 'v1', plural: 'leases', namespaced: true, schema: lease },
  EndpointSlice: {
    group: 'discovery.k8s.io',
    version: 'v1',
    plural: 'endpointslices',
    namespaced: true,
    schema: endpointSlice,
  },
  NetworkPolicy: {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'networkpolicies',
    namespaced: true,
    schema: networkPolicy,
  },
  Deployment: { ...apps, plural: 'deployments' },
  DaemonSet: { ...apps, plural: 'daemonsets' },
  ReplicaSet: { ...apps, plural: 'replicasets' },
  StatefulSet: { ...apps, plural: 'statefulsets' },
  ServerVersion: { group: '', version: '', plural: 'version', namespaced: false, schema: serverVersion },
} as const satisfies Record<string, KindEntry>;

export type ObjectKind = keyof typeof kinds;

/** The domain's form of a kind: narrow, normalised, and free of secrets. */
export type ObjectOf<K extends ObjectKind> = z.output<(typeof kinds)[K]['schema']>;

export const isObjectKind = (value: string): value is ObjectKind => Object.hasOwn(kinds, value);

/** What became of one raw object. */
export type Parsed<K extends ObjectKind> =
  | { readonly ok: true; readonly value: ObjectOf<K> }
  | { readonly ok: false; readonly field: string; readonly problem: string };

/**
 * The one way in for objects, whoever delivers them: reads what the checks need, drops the rest, masks free text.
 * A raw object that does not have the form of its kind is told with the field, never thrown.
 */
export function parseObject<K extends ObjectKind>(kind: K, raw: unknown): Parsed<K> {
  const result = kinds[kind].schema.safeParse(raw);
  // The schema of `kind` produces `ObjectOf<kind>`; TypeScript cannot follow an index by a type parameter.
  if (result.success) return { ok: true, value: result.data as ObjectOf<K> };
  const issue = result.error.issues[0];
  return { ok: false, field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' };
}
