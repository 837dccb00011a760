import type { Pod } from '../../evidence/objects/pod.ts';
import type { Service } from '../../evidence/objects/service.ts';
import type { Listing } from '../../evidence/reading.ts';
import { type Message, say } from '../../messages/message.ts';
import { type CheckInput, defineCheck, type EvidenceLine, type Finding, type Outcome } from '../check.ts';
import { backendFindings, matchedPods } from './backends.ts';
import type { Endpoints } from './endpoints.ts';
import { portFindings } from './ports.ts';

export const serviceEndpoints = defineCheck({
  name: 'service-endpoints',
  targets: ['service'],
  required: [],
  supporting: ['service', 'serviceSlices', 'servicePods', 'namespaceWorkloads'],
  finds: [
    'service.not-found',
    'service.selector-matches-nothing',
    'service.no-ready-endpoints',
    'service.no-endpoints',
    'service.scaled-to-zero',
    'service.named-port-missing',
    'service.target-port-wrong',
    'service.protocol-mismatch',
    'service.foreign-endpoints',
  ],
  run(input) {
    const { service, servicePods } = input.supporting;
    if (service.status === 'absent' && input.target.kind === 'service') return notFound(input.target);
    if (service.status !== 'collected') return {};
    if (service.value.type === 'ExternalName') {
      return { notes: [say('service.external-name', { name: service.value.externalName ?? '' })] };
    }
    const endpoints = countEndpoints(input);
    if (Object.keys(service.value.selector).length === 0) return withoutSelector(service.value, endpoints);
    if (servicePods.status !== 'collected') {
      if (!endpoints) return { open: [{ detail: notSeen(service.value) }] };
      return endpoints.ready === 0 ? { findings: [noEndpoints(service.value, endpoints)] } : {};
    }
    return walk(input, service.value, servicePods.value, endpoints);
  },
});

type Input = CheckInput<never, 'service' | 'serviceSlices' | 'servicePods' | 'namespaceWorkloads'>;

/** From the selector to the ports, in the order of Kubernetes' "Debug Services" page. */
function walk(input: Input, service: Service, pods: Listing<Pod>, endpoints: Endpoints | undefined): Outcome {
  const { namespaceWorkloads } = input.supporting;
  const workloads = namespaceWorkloads.status === 'collected' ? namespaceWorkloads.value.items : [];
  const findings: Finding[] = backendFindings({ service, pods, workloads, endpoints, now: input.now });
  const matched = matchedPods(service, pods.items);
  findings.push(...portFindings(service, matched, endpoints));
  if (endpoints?.ready === 0 && findings.length === 0) findings.push(noEndpoints(service, endpoints));
  if (endpoints && endpoints.ready > 0) findings.push(...foreign(service, pods, matched, endpoints));
  if (!endpoints && matched.length === 0 && findings.length === 0)
    return { open: [{ detail: notSeen(service) }] };
  return { findings, notes: [say('service.backends', { matched: matched.length, ready: endpoints?.ready })] };
}

function countEndpoints({ supporting, target }: Input): Endpoints | undefined {
  const { serviceSlices } = supporting;
  if (serviceSlices.status !== 'collected' || target.kind !== 'service') return undefined;
  const slices = serviceSlices.value.items.filter((slice) => slice.serviceName === target.name);
  if (slices.length === 0 && !serviceSlices.value.complete) return undefined;
  const all = slices.flatMap((slice) => slice.endpoints);
  const ready = all.filter((endpoint) => endpoint.ready);
  return {
    ready: ready.length,
    notReady: all.length - ready.length,
    readyAddresses: ready.flatMap((endpoint) => endpoint.addresses),
    slices,
  };
}

function notFound({ namespace, name }: { namespace: string; name: string }): Outcome {
  return {
    findings: [
      {
        cause: 'service.not-found',
        object: { kind: 'Service', namespace, name },
        confidence: 'proven',
        summary: say('service.not-found', { namespace, name }),
        evidence: [
          { source: `Services of ${namespace}`, text: say('seen.none', { what: `Service ${name}` }) },
        ],
      },
    ],
  };
}

const refOf = ({ meta }: Service): Finding['object'] => ({
  kind: 'Service',
  name: meta.name,
  ...(meta.namespace ? { namespace: meta.namespace } : {}),
});

function seenEndpoints(service: Service, { ready, notReady }: Endpoints): EvidenceLine {
  return {
    source: `EndpointSlices of Service ${service.meta.namespace ?? ''}/${service.meta.name}`,
    text: say('seen.endpoints', { ready, notReady }),
  };
}

function withoutSelector(service: Service, endpoints: Endpoints | undefined): Outcome {
  if (!endpoints) return { open: [{ detail: notSeen(service) }] };
  if (endpoints.ready > 0) return { notes: [say('service.no-selector', { ready: endpoints.ready })] };
  return { findings: [noEndpoints(service, endpoints)] };
}

const notSeen = ({ meta }: Service): Message => say('service.backends-not-seen', { service: meta.name });

function noEndpoints(service: Service, endpoints: Endpoints): Finding {
  return {
    cause: 'service.no-endpoints',
    object: refOf(service),
    confidence: 'proven',
    summary: say('service.no-endpoints', {
      service: service.meta.name,
      hasSelector: Object.keys(service.selector).length > 0,
    }),
    evidence: [seenEndpoints(service, endpoints)],
  };
}

const isIpv6 = (address: string): boolean => address.includes(':');

/** Traffic goes to addresses of which none belongs to a pod that the selector picks. */
function foreign(
  service: Service,
  pods: Listing<Pod>,
  matched: readonly Pod[],
  endpoints: Endpoints,
): Finding[] {
  const own = new Set(matched.flatMap((pod) => pod.podIp ?? []));
  const names = new Set(matched.map((pod) => pod.meta.name));
  const all = endpoints.slices.flatMap((slice) => slice.endpoints);
  if (all.some(({ ready, pod }) => ready && pod && names.has(pod.name))) return [];
  // A pod shows one address; a slice of the other family holds its other one.
  const families = new Set([...own].map(isIpv6));
  const comparable = endpoints.readyAddresses.filter((address) => families.has(isIpv6(address)));
  if (!pods.complete || comparable.length === 0 || comparable.some((address) => own.has(address))) return [];
  return [
    {
      cause: 'service.foreign-endpoints',
      object: refOf(service),
      confidence: 'likely',
      summary: say('service.foreign-endpoints', {
        service: service.meta.name,
        addresses: endpoints.readyAddresses,
      }),
      evidence: [seenEndpoints(service, endpoints)],
    },
  ];
}
