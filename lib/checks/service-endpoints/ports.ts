import type { Pod } from '../../evidence/objects/pod.ts';
import type { Service, ServicePort } from '../../evidence/objects/service.ts';
import { say } from '../../messages/message.ts';
import type { Finding } from '../check.ts';
import type { Endpoints } from './endpoints.ts';

interface DeclaredPort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly protocol: string;
}

function declaredPorts(pod: Pod): DeclaredPort[] {
  // A sidecar that is an init container with restartPolicy Always serves ports too:
  // https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
  return [...pod.containers, ...pod.initContainers].flatMap((container) =>
    container.ports.map(({ name, containerPort, protocol }) => ({
      name,
      port: containerPort,
      protocol: protocol ?? 'TCP',
    })),
  );
}

/**
 * Whether a Service's ports lead to a port of its pods. A port that a container does not declare may still be open, so a
 * number is doubted only where every pod declares its ports, has no sidecar that could listen instead, and no other port of
 * the Service leads to a declared one: who declares one port of two has left one out.
 * https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export function portFindings(
  service: Service,
  pods: readonly Pod[],
  endpoints: Endpoints | undefined,
): Finding[] {
  if (pods.length === 0) return [];
  const fits = service.ports.some((port) => leadsToDeclared(port, pods));
  return service.ports.flatMap((port) => {
    const target = port.targetPort;
    if (target === undefined) return [];
    if (typeof target === 'string' && !/^\d+$/.test(target)) return namedPort(service, port, target, pods);
    return fits || (endpoints && endpoints.ready === 0)
      ? []
      : numberedPort(service, port, Number(target), pods);
  });
}

const leadsToDeclared = ({ targetPort, protocol }: ServicePort, pods: readonly Pod[]): boolean =>
  pods
    .flatMap(declaredPorts)
    .some(
      (item) =>
        item.protocol === protocol && (item.name === targetPort || String(item.port) === String(targetPort)),
    );

function namedPort(service: Service, port: ServicePort, target: string, pods: readonly Pod[]): Finding[] {
  const declared = pods.flatMap(declaredPorts);
  const named = declared.filter((item) => item.name === target);
  if (named.some((item) => item.protocol === port.protocol)) return [];
  return [
    finding(
      named.length > 0 ? 'service.protocol-mismatch' : 'service.named-port-missing',
      'proven',
      service,
      port,
      declared,
    ),
  ];
}

function numberedPort(service: Service, port: ServicePort, target: number, pods: readonly Pod[]): Finding[] {
  const doubtful = pods.every(
    (pod) => pod.containers.length === 1 && declaredPorts(pod).length > 0 && !pod.hostNetwork,
  );
  if (!doubtful) return [];
  const declared = pods.flatMap(declaredPorts);
  const sameNumber = declared.filter((item) => item.port === target);
  if (sameNumber.some((item) => item.protocol === port.protocol)) return [];
  return [
    finding(
      sameNumber.length > 0 ? 'service.protocol-mismatch' : 'service.target-port-wrong',
      'likely',
      service,
      port,
      declared,
    ),
  ];
}

function finding(
  cause: 'service.protocol-mismatch' | 'service.named-port-missing' | 'service.target-port-wrong',
  confidence: Finding['confidence'],
  service: Service,
  port: ServicePort,
  declared: readonly DeclaredPort[],
): Finding {
  const { name, namespace } = service.meta;
  const ports = [
    ...new Set(
      declared.map((item) => `${item.name ? `${item.name}=` : ''}${item.port ?? '?'}/${item.protocol}`),
    ),
  ];
  return {
    cause,
    object: { kind: 'Service', name, ...(namespace ? { namespace } : {}) },
    confidence,
    summary: say('service.port', {
      cause,
      service: name,
      port: port.port,
      target: String(port.targetPort ?? ''),
      protocol: port.protocol,
      declared: ports,
    }),
    evidence: [
      {
        source: `Service ${namespace ?? ''}/${name} .spec.ports`,
        text: say('seen.port', {
          port: port.port,
          target: String(port.targetPort ?? ''),
          protocol: port.protocol,
        }),
      },
      { source: 'containers of its pods', text: say('seen.declared-ports', { ports }) },
    ],
  };
}
