import type { ListQuery } from '../../evidence/cluster-reader.ts';
import { kinds, type ObjectKind } from '../../evidence/objects/kinds.ts';
import type { Permission } from '../../evidence/reading.ts';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
const OBJECT_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const NAMESPACE = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether an object can have this name at all: what cannot is not asked for, since a path is made of it. */
export function isPossibleName(name: string, namespace?: string): boolean {
  return (
    OBJECT_NAME.test(name) && !name.includes('..') && (namespace === undefined || NAMESPACE.test(namespace))
  );
}

/** `/api/v1/nodes/node-1`, `/apis/apps/v1/namespaces/kube-system/deployments`: https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris */
export function resourcePath(kind: ObjectKind, namespace?: string, name?: string): string {
  const { group, version, plural, namespaced } = kinds[kind];
  if (kind === 'ServerVersion') return '/version';
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const scope = namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

/** The rule of RBAC that a request needs. */
export function permissionFor(
  verb: Permission['verb'],
  kind: ObjectKind,
  namespace?: string,
  name?: string,
): Permission {
  const { group, plural, namespaced } = kinds[kind];
  if (kind === 'ServerVersion') return { verb, group, resource: '/version' };
  return {
    verb,
    group,
    resource: plural,
    ...(namespaced && namespace ? { namespace } : {}),
    ...(name === undefined ? {} : { name }),
  };
}

/** A kind as the API calls it: `discovery.k8s.io/v1 endpointslices`. */
export function apiName(kind: ObjectKind): string {
  const { group, version, plural } = kinds[kind];
  return `${group === '' ? version : `${group}/${version}`} ${plural}`;
}

/**
 * The selectors of a query. Pods of a node are asked of the API server's cache (resourceVersion 0), which indexes them
 * by node: without it a large cluster's server reads every pod from etcd for the few of one node. The cache does not
 * heed a limit, so it is asked for nothing else.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 */
export function selectorsOf(kind: ObjectKind, { fields, labels }: ListQuery): Record<string, string> {
  const pairs = Object.entries(fields ?? {}).map(([field, value]) => `${field}=${escapeFieldValue(value)}`);
  return {
    ...(pairs.length > 0 ? { fieldSelector: pairs.join(',') } : {}),
    ...(labels ? { labelSelector: labels } : {}),
    ...(kind === 'Pod' && fields?.['spec.nodeName'] ? { resourceVersion: '0' } : {}),
  };
}

/** https://pkg.go.dev/k8s.io/apimachinery/pkg/fields#EscapeValue */
const escapeFieldValue = (value: string): string => value.replace(/[\\,=]/g, (character) => `\\${character}`);
