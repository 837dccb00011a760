/** What this server serves, written down by itself: the reader's own table is what is being tested. */
export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /**
   * Field selectors that the real server supports for it, besides metadata.name and metadata.namespace:
   * https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/#list-of-supported-fields
   */
  readonly fields: readonly string[];
}

const core = { group: '', version: 'v1' };
const about = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

const resources: readonly Resource[] = [
  { ...core, plural: 'nodes', kind: 'Node', namespaced: false, fields: ['spec.unschedulable'] },
  {
    ...core,
    plural: 'pods',
    kind: 'Pod',
    namespaced: true,
    fields: [
      'spec.nodeName',
      'spec.restartPolicy',
      'status.phase',
      'status.podIP',
      'status.nominatedNodeName',
    ],
  },
  {
    ...core,
    plural: 'events',
    kind: 'Event',
    namespaced: true,
    fields: [
      ...about.map((field) => `involvedObject.${field}`),
      'reason',
      'source',
      'type',
      'reportingComponent',
    ],
  },
  { ...core, plural: 'services', kind: 'Service', namespaced: true, fields: ['spec.clusterIP', 'spec.type'] },
  { ...core, plural: 'endpoints', kind: 'Endpoints', namespaced: true, fields: [] },
  { ...core, plural: 'configmaps', kind: 'ConfigMap', namespaced: true, fields: [] },
  {
    group: 'coordination.k8s.io',
    version: 'v1',
    plural: 'leases',
    kind: 'Lease',
    namespaced: true,
    fields: [],
  },
  {
    group: 'discovery.k8s.io',
    version: 'v1',
    plural: 'endpointslices',
    kind: 'EndpointSlice',
    namespaced: true,
    fields: [],
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'networkpolicies',
    kind: 'NetworkPolicy',
    namespaced: true,
    fields: [],
  },
  { group: 'apps', version: 'v1', plural: 'deployments', kind: 'Deployment', namespaced: true, fields: [] },
  { group: 'apps', version: 'v1', plural: 'daemonsets', kind: 'DaemonSet', namespaced: true, fields: [] },
  { group: 'apps', version: 'v1', plural: 'statefulsets', kind: 'StatefulSet', namespaced: true, fields: [] },
  { group: 'apps', version: 'v1', plural: 'replicasets', kind: 'ReplicaSet', namespaced: true, fields: [] },
];

/** What a path asks for. */
export interface Address {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
}

const PATH =
  /^\/(?:api\/(?<coreVersion>v\d\w*)|apis\/(?<group>[a-z0-9.-]+)\/(?<version>v\d\w*))(?:\/namespaces\/(?<namespace>[a-z0-9-]+))?\/(?<plural>[a-z]+)(?:\/(?<name>[a-z0-9.-]+))?(?:\/(?<subresource>log))?$/;

/** Reads a path strictly: a namespace before what has none, or a name without one, is no path of the API. */
export function readPath(path: string): Address | undefined {
  const parts = PATH.exec(path)?.groups;
  if (!parts) return undefined;
  const group = parts['group'] ?? '';
  const version = parts['version'] ?? parts['coreVersion'];
  const resource = resources.find(
    (item) => item.group === group && item.version === version && item.plural === parts['plural'],
  );
  const { namespace, name, subresource } = parts;
  if (!resource || (namespace !== undefined && !resource.namespaced)) return undefined;
  if (name !== undefined && resource.namespaced && namespace === undefined) return undefined;
  if (subresource !== undefined && (resource.plural !== 'pods' || name === undefined)) return undefined;
  return { resource, namespace, name, subresource };
}
