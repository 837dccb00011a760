import * as z from 'zod';
import type { Alert } from '../jobs/job.ts';
import { boundedText } from './bounded-text.ts';
import { labelHash } from './label-hash.ts';
import { readTime } from './rfc3339.ts';

/** What is kept of one alert, so that 500 of them stay small and none fills a message. */
export const alertLimits = {
  labels: 32,
  labelName: 100,
  /** Longer than any name that Kubernetes allows (253), so that a value that was cut is never taken for a name. */
  labelValue: 300,
  summary: 400,
  url: 1000,
  fingerprint: 64,
} as const;

/** A name for alerts that carry none. */
const UNNAMED_ALERT = 'unnamed alert';

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Grafana and vmalert write numbers at times; a null says nothing and is left out. */
const texts = z.record(z.string(), z.unknown()).transform((record) =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => {
      const read = text.safeParse(value);
      return read.success ? [[key, read.data] as const] : [];
    }),
  ),
);

/** One alert as it arrives: of the fields that senders give, those that are used. */
const sentAlert = z.object({
  status: z.enum(['firing', 'resolved']).nullish(),
  labels: texts,
  annotations: texts.nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  fingerprint: z.string().nullish(),
});

/**
 * Alertmanager's webhook, version 4, with fields of others let pass:
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 * Grafana sends the same with fields of its own and version 1:
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
 */
const sentWebhook = z.object({
  alerts: z.array(z.unknown()),
  status: z.unknown().optional(),
  groupKey: z.unknown().optional(),
  receiver: z.unknown().optional(),
  truncatedAlerts: z.unknown().optional(),
});

export type AlertProblem = 'not-an-object' | 'no-labels' | 'bad-status' | 'bad-time' | 'bad-type';

/** An alert of a webhook that could not be read. */
export interface BadAlert {
  /** Its place in the webhook's list, from 0. */
  readonly index: number;
  /** Which field is to blame, for example `startsAt`; empty for the alert as a whole. */
  readonly field: string;
  readonly problem: AlertProblem;
}

export type WebhookReading =
  | {
      readonly status: 'read';
      readonly alerts: readonly Alert[];
      readonly bad: readonly BadAlert[];
      /** Alerts that the sender left out of the group (`max_alerts`). */
      readonly truncated: number;
      readonly groupKey: string;
      readonly receiver: string;
    }
  /** Nothing of it can be used, and never will be: the sender is told so with a 4xx. */
  | { readonly status: 'unreadable'; readonly problem: 'not-an-object' | 'no-alerts' };

/** Reads the body of a webhook. An alert that cannot be read is told of and does not lose the rest. */
export function readWebhook(body: unknown): WebhookReading {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return { status: 'unreadable', problem: 'not-an-object' };
  const sent = sentWebhook.safeParse(body);
  if (!sent.success) return { status: 'unreadable', problem: 'no-alerts' };
  const alerts: Alert[] = [];
  const bad: BadAlert[] = [];
  for (const [index, item] of sent.data.alerts.entries()) {
    const read = readAlert(item, sent.data.status);
    if ('problem' in read) bad.push({ index, ...read });
    else alerts.push(read);
  }
  return {
    status: 'read',
    alerts,
    bad,
    truncated: countOf(sent.data.truncatedAlerts),
    groupKey: textOf(sent.data.groupKey),
    receiver: textOf(sent.data.receiver),
  };
}

type Trouble = Omit<BadAlert, 'index'>;

function readAlert(item: unknown, groupStatus: unknown): Alert | Trouble {
  const parsed = sentAlert.safeParse(item);
  if (!parsed.success) return troubleOf(item, parsed.error);
  const { data } = parsed;
  const labels = boundedLabels(data.labels);
  if (Object.keys(labels).length === 0) return { field: 'labels', problem: 'no-labels' };
  const startsAt = readTime(data.startsAt || '0001-01-01T00:00:00Z');
  if (startsAt === 'unreadable') return { field: 'startsAt', problem: 'bad-time' };
  const endsAt = readTime(data.endsAt || '0001-01-01T00:00:00Z');
  if (endsAt === 'unreadable') return { field: 'endsAt', problem: 'bad-time' };
  const status = data.status ?? statusOf(groupStatus, endsAt);
  if (!status) return { field: 'status', problem: 'bad-status' };
  const annotations = data.annotations ?? {};
  const summary = annotations['summary'] || annotations['message'] || annotations['description'];
  const runbookUrl = safeUrl(annotations['runbook_url'] || annotations['runbook']);
  return {
    fingerprint: boundedText(data.fingerprint ?? '', alertLimits.fingerprint) || labelHash(data.labels),
    status,
    name: labels['alertname'] || UNNAMED_ALERT,
    ...(labels['severity'] ? { severity: labels['severity'] } : {}),
    labels,
    ...(summary ? { summary: boundedText(summary, alertLimits.summary) } : {}),
    ...(runbookUrl ? { runbookUrl } : {}),
    startsAt: startsAt === 'none' ? 0 : startsAt,
    // While it fires an end is only a guess of the sender's.
    ...(status === 'resolved' && endsAt !== 'none' ? { endsAt } : {}),
  };
}

function troubleOf(item: unknown, error: z.ZodError): Trouble {
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    return { field: '', problem: 'not-an-object' };
  const field = error.issues[0]?.path.join('.') ?? '';
  if (field === 'labels') return { field, problem: 'no-labels' };
  return { field, problem: field === 'status' ? 'bad-status' : 'bad-type' };
}

/** An alert without a status of its own has its group's; in a group that fires, one with an end has ended. */
function statusOf(groupStatus: unknown, endsAt: number | 'none'): Alert['status'] | undefined {
  if (groupStatus === 'resolved') return 'resolved';
  if (groupStatus === 'firing') return endsAt === 'none' ? 'firing' : 'resolved';
  return undefined;
}

/** Labels that say what an alert is about stay, whatever else is cut. */
const first = ['alertname', 'severity', 'node', 'namespace', 'job', 'instance', 'service', 'pod'];

function boundedLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  const rank = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length);
  const names = Object.keys(labels).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const bounded = new Map<string, string>();
  for (const name of names) {
    if (bounded.size === alertLimits.labels) break;
    const key = boundedText(name, alertLimits.labelName);
    const value = boundedText(labels[name] ?? '', alertLimits.labelValue);
    // An empty label is the same as none: https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
    if (key && value && key !== '__proto__') bounded.set(key, value);
  }
  return Object.fromEntries(bounded);
}

/** Only what a browser opens without running anything; no credentials in it. */
function safeUrl(text: string | undefined): string | undefined {
  if (!text || text.length > alertLimits.url || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSafe = (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password;
  return isSafe ? url.href : undefined;
}

const countOf = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 1000) : '');
