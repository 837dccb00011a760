import * as z from 'zod';
import { redact } from '../redaction.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number;

/**
 * Go's zero time (`0001-01-01T00:00:00Z`) stands for "not set" in Kubernetes' JSON:
 * https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#Time
 */
const EARLIEST_MS = Date.UTC(2000, 0, 1);

function toEpochMs(text: string): EpochMs | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) || ms < EARLIEST_MS ? undefined : ms;
}

/** A field that may be missing or null: Kubernetes' internal JSON writes null where it has nothing. */
export const text = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

/** Text written by programs or people, which may carry a secret: masked as it is read. */
export const freeText = z
  .string()
  .nullish()
  .transform((value) => (value == null ? undefined : redact(value)));

export const time = z
  .string()
  .nullish()
  .transform((value) => (value == null ? undefined : toEpochMs(value)));

export const count = z
  .number()
  .nullish()
  .transform((value) => value ?? undefined);

export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** A list that may be missing or null. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((value): z.output<T>[] => value ?? []);

/** A map of short strings, such as labels or a selector. */
export const labels = z
  .record(z.string(), z.string().nullable())
  .nullish()
  .transform(
    (value): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, item ?? ''])),
  );

/** A map of Kubernetes quantities (`500m`, `2Gi`, `110`), kept as written; `parseQuantity` reads them. */
export const quantities = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .nullish()
  .transform(
    (value): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, String(item)])),
  );

/**
 * Annotations that a check reads. All others are dropped: `last-applied-configuration` alone repeats every literal
 * value of an environment.
 */
const keptAnnotation =
  /^(flannel\.alpha\.coreos\.com\/|projectcalico\.org\/IPv4|kubeadm\.alpha\.kubernetes\.io\/cri-socket$|control-plane\.alpha\.kubernetes\.io\/leader$|cluster-autoscaler\.kubernetes\.io\/)/;

const annotations = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform(
    (value): Readonly<Record<string, string>> =>
      Object.fromEntries(
        Object.entries(value ?? {}).flatMap(([key, item]) =>
          keptAnnotation.test(key) && typeof item === 'string' ? [[key, redact(item)]] : [],
        ),
      ),
  );

export const meta = z
  .object({
    name: text,
    namespace: text,
    uid: text,
    creationTimestamp: time,
    deletionTimestamp: time,
    generation: count,
    labels,
    annotations,
    ownerReferences: listOf(z.object({ kind: text, name: text })),
  })
  .transform((raw) => ({
    name: raw.name ?? '',
    namespace: raw.namespace,
    uid: raw.uid,
    createdAt: raw.creationTimestamp,
    deletedAt: raw.deletionTimestamp,
    generation: raw.generation,
    labels: raw.labels,
    annotations: raw.annotations,
    owners: raw.ownerReferences,
  }));

export const condition = z
  .object({
    type: text,
    // Edited by hand in YAML, the quotes around True get lost.
    status: z.union([text, z.boolean().transform((value) => (value ? 'True' : 'False'))]),
    reason: text,
    message: freeText,
    lastTransitionTime: time,
    lastHeartbeatTime: time,
  })
  .transform((raw) => ({
    type: raw.type ?? '',
    status: raw.status ?? '',
    reason: raw.reason,
    message: raw.message,
    since: raw.lastTransitionTime,
    heartbeatAt: raw.lastHeartbeatTime,
  }));

/** A condition of a node, pod or workload; `status` is `True`, `False` or `Unknown`. */
export type Condition = z.output<typeof condition>;
