import * as z from 'zod';
import { condition, flag, listOf, meta, quantities, text, time } from './fields.ts';

const taint = z.object({ key: text, value: text, effect: text, timeAdded: time }).transform((raw) => ({
  key: raw.key ?? '',
  value: raw.value,
  effect: raw.effect ?? '',
  since: raw.timeAdded,
}));

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/ */
export const node = z
  .object({
    metadata: meta,
    spec: z
      .object({
        unschedulable: flag,
        taints: listOf(taint),
        podCIDR: text,
        podCIDRs: listOf(z.string()),
        providerID: text,
      })
      .nullish(),
    status: z
      .object({
        conditions: listOf(condition),
        addresses: listOf(z.object({ type: text, address: text })),
        capacity: quantities,
        allocatable: quantities,
        nodeInfo: z
          .object({
            kubeletVersion: text,
            kubeProxyVersion: text,
            kernelVersion: text,
            containerRuntimeVersion: text,
            osImage: text,
            operatingSystem: text,
            architecture: text,
            bootID: text,
          })
          .nullish(),
      })
      .nullish(),
  })
  .transform(({ metadata, spec, status }) => ({
    meta: metadata,
    unschedulable: spec?.unschedulable ?? false,
    taints: spec?.taints ?? [],
    podCidrs: spec?.podCIDRs.length ? spec.podCIDRs : spec?.podCIDR ? [spec.podCIDR] : [],
    providerId: spec?.providerID,
    conditions: status?.conditions ?? [],
    addresses: (status?.addresses ?? []).flatMap(({ type, address }) =>
      type && address ? [{ type, address }] : [],
    ),
    capacity: status?.capacity ?? {},
    allocatable: status?.allocatable ?? {},
    info: status?.nodeInfo ?? undefined,
  }));

export type Node = z.output<typeof node>;

/** A node's heartbeat: https://kubernetes.io/docs/concepts/architecture/leases/#node-heart-beats */
export const lease = z
  .object({
    metadata: meta,
    spec: z
      .object({ holderIdentity: text, leaseDurationSeconds: z.number().nullish(), renewTime: time })
      .nullish(),
  })
  .transform(({ metadata, spec }) => ({
    meta: metadata,
    holder: spec?.holderIdentity,
    durationSeconds: spec?.leaseDurationSeconds ?? undefined,
    renewedAt: spec?.renewTime,
  }));

export type Lease = z.output<typeof lease>;

/** What `GET /version` or `kubectl version -o json` answers. */
export const serverVersion = z.object({ gitVersion: z.string() });
export type ServerVersion = z.output<typeof serverVersion>;
