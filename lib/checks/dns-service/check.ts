import type { Service } from '../../evidence/objects/service.ts';
import { say } from '../../messages/message.ts';
import { defineCheck, type Finding } from '../check.ts';

/** The names under which the distributions run the Service of cluster DNS. */
const dnsServiceNames = /^(kube-dns|coredns|dns-default|rke2-coredns-rke2-coredns)$/;

const isDnsService = (service: Service): boolean =>
  service.meta.labels['k8s-app'] === 'kube-dns' || dnsServiceNames.test(service.meta.name);

export const dnsService = defineCheck({
  name: 'dns-service',
  targets: ['dns', 'cluster'],
  required: ['dnsServices'],
  supporting: ['dnsSlices'],
  finds: ['dns.object-missing', 'dns.no-endpoints'],
  run({ required, supporting }) {
    const service = required.dnsServices.items.find(isDnsService);
    if (!service) {
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
