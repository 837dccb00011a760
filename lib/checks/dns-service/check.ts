import { say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';
import { dnsWithoutPods } from '../components.ts';

export const dnsService = defineCheck({
  name: 'dns-service',
  targets: ['dns', 'cluster'],
  required: ['dnsServices'],
  supporting: ['dnsSlices', 'nodes'],
  finds: ['dns.object-missing', 'dns.no-endpoints'],
  run({ required, supporting }) {
    const [service] = required.dnsServices.items;
    const nodes = supporting.nodes.status === 'collected' ? supporting.nodes.value.items : [];
    const elsewhere = dnsWithoutPods(nodes);
    if (!service) {
      if (elsewhere) return { notes: [say('dns.without-pods', { by: elsewhere })] };
      if (!required.dnsServices.complete) return { open: [{ detail: say('dns.service-not-seen', {}) }] };
      return { findings: [serviceMissing()] };
    }
    if (supporting.dnsSlices.status !== 'collected') return {};
    const slices = supporting.dnsSlices.value.items.filter(
      (slice) => slice.serviceName === service.meta.name,
    );
    if (slices.length === 0 && !supporting.dnsSlices.value.complete) return {};
    const endpoints = slices.flatMap((slice) => slice.endpoints);
    const ready = endpoints.filter((endpoint) => endpoint.ready).length;
    if (ready > 0) return {};
    if (elsewhere && endpoints.length === 0) return { notes: [say('dns.without-pods', { by: elsewhere })] };
    const { namespace = 'kube-system', name } = service.meta;
    return {
      findings: [
        {
          cause: 'dns.no-endpoints',
          object: { kind: 'Service', namespace, name },
          confidence: 'proven',
          summary: say('dns.no-endpoints', { service: name, notReady: endpoints.length }),
          evidence: [
            {
              source: `EndpointSlices of Service ${namespace}/${name}`,
              text: say('seen.endpoints', { ready, notReady: endpoints.length }),
            },
          ],
        },
      ],
    };
  },
});

function serviceMissing(): Finding {
  return {
    cause: 'dns.object-missing',
    object: { kind: 'Service', namespace: 'kube-system', name: 'kube-dns' },
    confidence: 'proven',
    summary: say('dns.service-missing', {}),
    evidence: [
      {
        source: 'Services of kube-system',
        text: say('seen.none', { what: 'Service labelled k8s-app=kube-dns' }),
      },
    ],
  };
}
