import * as z from 'zod';
import { count, freeText, meta, text, time } from './fields.ts';

/**
 * https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ — the core form, and the fields that the
 * newer events.k8s.io form has instead (`regarding`, `note`, `eventTime`, `series`).
 */
export const event = z
  .object({
    metadata: meta,
    type: text,
    reason: text,
    message: freeText,
    note: freeText,
    count,
    deprecatedCount: count,
    firstTimestamp: time,
    lastTimestamp: time,
    deprecatedFirstTimestamp: time,
    deprecatedLastTimestamp: time,
    eventTime: time,
    series: z.object({ count, lastObservedTime: time }).nullish(),
    source: z.object({ component: text, host: text }).nullish(),
    reportingComponent: text,
    involvedObject: z.object({ kind: text, namespace: text, name: text, uid: text }).nullish(),
    regarding: z.object({ kind: text, namespace: text, name: text, uid: text }).nullish(),
  })
  .transform((raw) => {
    const about = raw.involvedObject ?? raw.regarding;
    return {
      meta: raw.metadata,
      type: raw.type ?? '',
      reason: raw.reason ?? '',
      message: raw.message ?? raw.note ?? '',
      count: raw.series?.count ?? raw.count ?? raw.deprecatedCount ?? 1,
      firstAt: raw.firstTimestamp ?? raw.deprecatedFirstTimestamp ?? raw.eventTime ?? raw.metadata.createdAt,
      lastAt:
        raw.series?.lastObservedTime ??
        raw.lastTimestamp ??
        raw.deprecatedLastTimestamp ??
        raw.eventTime ??
        raw.metadata.createdAt,
      component: raw.source?.component ?? raw.reportingComponent,
      host: raw.source?.host,
      about: {
        kind: about?.kind ?? '',
        namespace: about?.namespace,
        name: about?.name ?? '',
        uid: about?.uid,
      },
    };
  });

export type Event = z.output<typeof event>;
