import * as z from 'zod';
import { condition, count, flag, freeText, labels, listOf, meta, quantities, text, time } from './fields.ts';

const state = z
  .object({
    running: z.object({ startedAt: time }).nullish(),
    waiting: z.object({ reason: text, message: freeText }).nullish(),
    terminated: z
      .object({
        reason: text,
        message: freeText,
        exitCode: count,
        signal: count,
        startedAt: time,
        finishedAt: time,
      })
      .nullish(),
  })
  .nullish()
  .transform((raw): ContainerState => {
    if (raw?.terminated) return { kind: 'terminated', ...raw.terminated };
    if (raw?.waiting) return { kind: 'waiting', ...raw.waiting };
    if (raw?.running) return { kind: 'running', ...raw.running };
    return { kind: 'none' };
  });

/** What a container does now, or did last; `none` where nothing is recorded. */
export type ContainerState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly startedAt: number | undefined }
  | { readonly kind: 'waiting'; readonly reason: string | undefined; readonly message: string | undefined }
  | {
      readonly kind: 'terminated';
      readonly reason: string | undefined;
      readonly message: string | undefined;
      readonly exitCode: number | undefined;
      readonly signal: number | undefined;
      readonly startedAt: number | undefined;
      readonly finishedAt: number | undefined;
    };

const containerStatus = z
  .object({
    name: text,
    ready: flag,
    restartCount: count,
    image: text,
    state,
    lastState: state,
    lastTerminationState: state,
  })
  .transform((raw) => ({
    name: raw.name ?? '',
    ready: raw.ready,
    restarts: raw.restartCount ?? 0,
    image: raw.image,
    state: raw.state,
    // `LastTerminationState` is the name in kubectl's old internal JSON.
    lastState: raw.lastState.kind === 'none' ? raw.lastTerminationState : raw.lastState,
  }));

export type ContainerStatus = z.output<typeof containerStatus>;

/** Environment, arguments and volumes are left out on purpose: they carry secrets and no check needs them. */
const container = z
  .object({
    name: text,
    image: text,
    ports: listOf(z.object({ name: text, containerPort: count, protocol: text })),
    resources: z.object({ requests: quantities, limits: quantities }).nullish(),
    readinessProbe: z.unknown().optional(),
  })
  .transform((raw) => ({
    name: raw.name ?? '',
    image: raw.image,
    ports: raw.ports,
    requests: raw.resources?.requests ?? {},
    limits: raw.resources?.limits ?? {},
    hasReadinessProbe: raw.readinessProbe != null,
  }));

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export const pod = z
  .object({
    metadata: meta,
    spec: z
      .object({
        nodeName: text,
        hostNetwork: flag,
        securityContext: z.object({ hostNetwork: flag }).nullish(),
        nodeSelector: labels,
        priorityClassName: text,
        containers: listOf(container),
        initContainers: listOf(container),
      })
      .nullish(),
    status: z
      .object({
        phase: text,
        reason: text,
        message: freeText,
        podIP: text,
        hostIP: text,
        startTime: time,
        conditions: listOf(condition),
        containerStatuses: listOf(containerStatus),
        initContainerStatuses: listOf(containerStatus),
      })
      .nullish(),
  })
  .transform(({ metadata, spec, status }) => ({
    meta: metadata,
    nodeName: spec?.nodeName || undefined,
    // kubectl's old internal JSON keeps it in the security context.
    hostNetwork: spec?.hostNetwork || spec?.securityContext?.hostNetwork || false,
    nodeSelector: spec?.nodeSelector ?? {},
    priorityClass: spec?.priorityClassName,
    containers: spec?.containers ?? [],
    initContainers: spec?.initContainers ?? [],
    phase: status?.phase ?? '',
    reason: status?.reason,
    message: status?.message,
    podIp: status?.podIP || undefined,
    hostIp: status?.hostIP || undefined,
    startedAt: status?.startTime,
    conditions: status?.conditions ?? [],
    statuses: status?.containerStatuses ?? [],
    initStatuses: status?.initContainerStatuses ?? [],
  }));

export type Pod = z.output<typeof pod>;
