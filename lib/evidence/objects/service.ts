import * as z from 'zod';
import { count, flag, labels, listOf, meta, text } from './fields.ts';

const servicePort = z
  .object({
    name: text,
    port: count,
    targetPort: z.unknown().optional(),
    protocol: text,
    nodePort: count,
    appProtocol: text,
  })
  .transform((raw) => ({
    name: raw.name,
    port: raw.port,
    targetPort: portOf(raw.targetPort) ?? raw.port,
    protocol: raw.protocol ?? 'TCP',
    nodePort: raw.nodePort || undefined,
    appProtocol: raw.appProtocol,
  }));

/** An IntOrString; kubectl's internal JSON writes it as `{ Type, IntVal, StrVal }`. */
function portOf(raw: unknown): number | string | undefined {
  if (typeof raw === 'number' || typeof raw === 'string') return raw === 0 || raw === '' ? undefined : raw;
  const internal = z.object({ intVal: count, strVal: text }).safeParse(raw);
  return internal.success ? internal.data.strVal || internal.data.intVal || undefined : undefined;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export const service = z
  .object({
    metadata: meta,
    spec: z
      .object({
        type: text,
        clusterIP: text,
        clusterIPs: listOf(z.string()),
        externalName: text,
        selector: labels,
        ports: listOf(servicePort),
        internalTrafficPolicy: text,
        externalTrafficPolicy: text,
        publishNotReadyAddresses: flag,
      })
      .nullish(),
  })
  .transform(({ metadata, spec }) => ({
    meta: metadata,
    type: spec?.type ?? 'ClusterIP',
    clusterIp: spec?.clusterIP || spec?.clusterIPs[0] || undefined,
    externalName: spec?.externalName || undefined,
    selector: spec?.selector ?? {},
    ports: spec?.ports ?? [],
    internalTrafficPolicy: spec?.internalTrafficPolicy,
    externalTrafficPolicy: spec?.externalTrafficPolicy,
    publishNotReadyAddresses: spec?.publishNotReadyAddresses ?? false,
  }));

export type Service = z.output<typeof service>;
export type ServicePort = z.output<typeof servicePort>;

const targetRef = z.object({ kind: text, namespace: text, name: text }).nullish();
const endpointPort = z.object({ name: text, port: count, protocol: text });

/** One address of a Service and whether it may get traffic. */
export interface Endpoint {
  readonly addresses: readonly string[];
  readonly ready: boolean;
  readonly terminating: boolean;
  readonly nodeName: string | undefined;
  readonly pod: { readonly namespace: string | undefined; readonly name: string } | undefined;
}

const podOf = (ref: z.output<typeof targetRef>): Endpoint['pod'] =>
  ref?.kind === 'Pod' && ref.name ? { namespace: ref.namespace, name: ref.name } : undefined;

/**
 * https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/
 * A missing `ready` counts as true, as the API says.
 */
export const endpointSlice = z
  .object({
    metadata: meta,
    addressType: text,
    ports: listOf(endpointPort),
    endpoints: listOf(
      z.object({
        addresses: listOf(z.string()),
        conditions: z
          .object({ ready: z.boolean().nullish(), serving: z.boolean().nullish(), terminating: flag })
          .nullish(),
        nodeName: text,
        targetRef,
      }),
    ),
  })
  .transform((raw) => ({
    meta: raw.metadata,
    serviceName:
      raw.metadata.labels['kubernetes.io/service-name'] ??
      raw.metadata.owners.find((o) => o.kind === 'Service')?.name,
    /** Who keeps it: the controller's name, or undefined where it was made by hand. */
    managedBy: raw.metadata.labels['endpointslice.kubernetes.io/managed-by'],
    ports: raw.ports,
    endpoints: raw.endpoints.map(
      (item): Endpoint => ({
        addresses: item.addresses,
        ready: item.conditions?.ready ?? true,
        terminating: item.conditions?.terminating ?? false,
        nodeName: item.nodeName,
        pod: podOf(item.targetRef),
      }),
    ),
  }));

export type EndpointSlice = z.output<typeof endpointSlice>;

const endpointAddress = z.object({ ip: text, nodeName: text, targetRef });

/** The older Endpoints object, read into the form of a slice: the Service has the same name. */
export const endpoints = z
  .object({
    metadata: meta,
    subsets: listOf(
      z.object({
        addresses: listOf(endpointAddress),
        notReadyAddresses: listOf(endpointAddress),
        ports: listOf(endpointPort),
      }),
    ),
  })
  .transform((raw): EndpointSlice => {
    const read =
      (ready: boolean) =>
      (item: z.output<typeof endpointAddress>): Endpoint => ({
        addresses: item.ip ? [item.ip] : [],
        ready,
        terminating: false,
        nodeName: item.nodeName,
        pod: podOf(item.targetRef),
      });
    return {
      meta: {
        ...raw.metadata,
        labels: { ...raw.metadata.labels, 'kubernetes.io/service-name': raw.metadata.name },
      },
      serviceName: raw.metadata.name,
      managedBy: undefined,
      ports: raw.subsets.flatMap((subset) => subset.ports),
      endpoints: raw.subsets.flatMap((subset) => [
        ...subset.addresses.map(read(true)),
        ...subset.notReadyAddresses.map(read(false)),
      ]),
    };
  });
