import type { Service } from '../objects/service.ts';
import { collected, type Listing, mapReading, type Permission } from '../reading.ts';
import {
  DNS_LABEL,
  DNS_LABEL_VALUES,
  DNS_NAMESPACES,
  DNS_SERVICE_NAMES,
  SYSTEM_NAMESPACE,
} from '../system-namespaces.ts';
import type { Target } from '../target.ts';
import { joinListings, type Source } from './source.ts';

const SERVICES = 50;
const SLICES = 200;
const PODS_OF_NAMESPACE = 1000;
const WORKLOADS = 200;
const POLICIES = 100;
/** Enough to tell whether any network policy exists in the cluster. */
const POLICY_SAMPLE = 5;

const list = (group: string, resource: string): Permission => ({ verb: 'list', group, resource });

/** The label by which a slice names its Service: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#ownership */
const ofService = (name: string): string => `kubernetes.io/service-name=${name}`;

function serviceOf(target: Target): { namespace: string; name: string } | undefined {
  return target.kind === 'service' ? target : undefined;
}

export const dnsServices: Source<'dnsServices'> = {
  permissions: () => DNS_NAMESPACES.map((namespace) => ({ ...list('', 'services'), namespace })),
  async collect({ reader }) {
    const labelled = await reader.list('Service', {
      namespace: SYSTEM_NAMESPACE,
      labels: DNS_LABEL,
      limit: SERVICES,
    });
    const found = mapReading(labelled, onlyDnsServices);
    if (found.status !== 'collected' || found.value.items.length > 0) return found;
    // Without the label: by name, and in the namespaces in which a distribution may keep it.
    const everywhere = joinListings(
      await Promise.all(
        DNS_NAMESPACES.map((namespace) => reader.list('Service', { namespace, limit: SERVICES })),
      ),
    );
    return mapReading(everywhere, onlyDnsServices);
  },
};

/** Those that serve cluster DNS, the one that pods are told of first. */
function onlyDnsServices({ items, complete }: Listing<Service>): Listing<Service> {
  const rank = ({ meta }: Service): number => {
    const place = DNS_SERVICE_NAMES.indexOf(meta.name);
    return place < 0 ? DNS_SERVICE_NAMES.length : place;
  };
  const isDns = (service: Service): boolean =>
    rank(service) < DNS_SERVICE_NAMES.length ||
    DNS_LABEL_VALUES.includes(service.meta.labels['k8s-app'] ?? '');
  return { items: items.filter(isDns).sort((a, b) => rank(a) - rank(b)), complete };
}

export const dnsSlices: Source<'dnsSlices'> = {
  permissions: () =>
    DNS_NAMESPACES.map((namespace) => ({ ...list('discovery.k8s.io', 'endpointslices'), namespace })),
  async collect({ reader, need }) {
    const services = await need('dnsServices');
    const service = services.status === 'collected' ? services.value.items[0] : undefined;
    const namespace = service?.meta.namespace ?? SYSTEM_NAMESPACE;
    return reader.list('EndpointSlice', {
      namespace,
      labels: ofService(service?.meta.name ?? 'kube-dns'),
      limit: SLICES,
    });
  },
};

export const service: Source<'service'> = {
  permissions: () => [{ verb: 'get', group: '', resource: 'services' }],
  async collect({ reader, target }) {
    const wanted = serviceOf(target);
    if (!wanted) return { status: 'absent', what: 'Service' };
    return reader.get('Service', wanted.name, wanted.namespace);
  },
};

export const serviceSlices: Source<'serviceSlices'> = {
  permissions: () => [list('discovery.k8s.io', 'endpointslices')],
  async collect({ reader, target }) {
    const wanted = serviceOf(target);
    if (!wanted) return collected({ items: [], complete: true });
    return reader.list('EndpointSlice', {
      namespace: wanted.namespace,
      labels: ofService(wanted.name),
      limit: SLICES,
    });
  },
};

export const servicePods: Source<'servicePods'> = {
  permissions: () => [list('', 'pods')],
  async collect({ reader, target }) {
    const wanted = serviceOf(target);
    if (!wanted) return collected({ items: [], complete: true });
    return reader.list('Pod', { namespace: wanted.namespace, limit: PODS_OF_NAMESPACE });
  },
};

export const namespaceWorkloads: Source<'namespaceWorkloads'> = {
  permissions: () => [list('apps', 'deployments'), list('apps', 'statefulsets')],
  async collect({ reader, target }) {
    const wanted = serviceOf(target);
    if (!wanted) return collected({ items: [], complete: true });
    const query = { namespace: wanted.namespace, limit: WORKLOADS };
    return joinListings(
      await Promise.all([reader.list('Deployment', query), reader.list('StatefulSet', query)]),
    );
  },
};

export const networkPolicies: Source<'networkPolicies'> = {
  permissions: () => [list('networking.k8s.io', 'networkpolicies')],
  collect({ reader, target }) {
    const wanted = serviceOf(target);
    return reader.list('NetworkPolicy', {
      ...(wanted ? { namespace: wanted.namespace } : {}),
      limit: wanted ? POLICIES : POLICY_SAMPLE,
    });
  },
};
