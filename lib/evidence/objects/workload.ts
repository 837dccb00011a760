import * as z from 'zod';
import { condition, count, labels, listOf, meta, quantities, text } from './fields.ts';

const podTemplate = z
  .object({
    metadata: z.object({ labels }).nullish(),
    spec: z
      .object({
        nodeSelector: labels,
        serviceAccountName: text,
        containers: listOf(
          z.object({
            name: text,
            image: text,
            resources: z.object({ requests: quantities, limits: quantities }).nullish(),
          }),
        ),
      })
      .nullish(),
  })
  .nullish();

/** Old API versions and kubectl's internal JSON write a selector as a plain map of labels. */
const selector = z
  .union([
    z.object({ matchLabels: z.record(z.string(), z.unknown()) }).transform((raw) => raw.matchLabels),
    z.object({ matchExpressions: z.array(z.unknown()) }).transform(() => ({})),
    z.record(z.string(), z.unknown()),
  ])
  .nullish()
  .pipe(labels);

/** Deployments, DaemonSets, ReplicaSets and StatefulSets, told apart by the kind under which they are read. */
export const workload = z
  .object({
    metadata: meta,
    spec: z.object({ replicas: count, selector, template: podTemplate }).nullish(),
    status: z
      .object({
        observedGeneration: count,
        replicas: count,
        readyReplicas: count,
        availableReplicas: count,
        updatedReplicas: count,
        desiredNumberScheduled: count,
        currentNumberScheduled: count,
        numberReady: count,
        numberAvailable: count,
        updatedNumberScheduled: count,
        conditions: listOf(condition),
      })
      .nullish(),
  })
  .transform(({ metadata, spec, status }) => ({
    meta: metadata,
    desired: status?.desiredNumberScheduled ?? spec?.replicas ?? 1,
    /** Replicas asked for, where the kind has such a field; a DaemonSet has none. */
    replicas: spec?.replicas,
    current: status?.currentNumberScheduled ?? status?.replicas ?? 0,
    ready: status?.numberReady ?? status?.readyReplicas ?? 0,
    available: status?.numberAvailable ?? status?.availableReplicas ?? 0,
    selector: spec?.selector ?? {},
    templateLabels: spec?.template?.metadata?.labels ?? {},
    nodeSelector: spec?.template?.spec?.nodeSelector ?? {},
    containers: (spec?.template?.spec?.containers ?? []).map((raw) => ({
      name: raw.name ?? '',
      image: raw.image,
      requests: raw.resources?.requests ?? {},
      limits: raw.resources?.limits ?? {},
    })),
    conditions: status?.conditions ?? [],
  }));

export type Workload = z.output<typeof workload>;
