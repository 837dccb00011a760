import { routeAlert } from '../alerts/routes/route-alert.ts';
import type { BadAlert, WebhookReading } from '../alerts/webhook.ts';
import type { Alert, Job } from '../jobs/job.ts';
import { render, say } from '../messages/message.ts';
import { alertsJobId, problemJobId } from './job-id.ts';

/**
 * The most that a job may weigh: SQS takes 256 KiB, and what carries it needs room too.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
 */
export const jobLimitBytes = 200_000;

type ReadWebhook = Extract<WebhookReading, { status: 'read' }>;
type AlertsJob = Extract<Job, { kind: 'alerts' }>;

export interface SplitWebhook {
  readonly jobs: readonly Job[];
  /** Names of alerts that are never diagnosed, each once: a Watchdog among them shows that alerts arrive. */
  readonly neverDiagnosed: readonly string[];
}

/** Turns a webhook into the work it brings: a job for each object, and one for all alerts that could not be read. */
export function splitWebhook(webhook: ReadWebhook, cluster: string, atMs: number): SplitWebhook {
  const groups = new Map<string, { target: string | undefined; alerts: Alert[] }>();
  const neverDiagnosed = new Set<string>();
  for (const alert of webhook.alerts) {
    const routed = routeAlert(alert);
    if (routed.kind === 'never-diagnosed') {
      neverDiagnosed.add(alert.name);
      continue;
    }
    const group = groups.get(routed.object) ?? { target: routed.target, alerts: [] };
    group.alerts.push(alert);
    groups.set(routed.object, group);
  }
  const { truncated } = webhook;
  const jobs: Job[] = [...groups].flatMap(([object, { target, alerts }]) =>
    inPieces(alerts).map(
      (piece): AlertsJob => ({
        id: alertsJobId({ cluster, object, alerts: piece }, atMs),
        at: atMs,
        kind: 'alerts',
        cluster,
        ...(target === undefined ? {} : { target }),
        object,
        alerts: piece,
        truncated,
      }),
    ),
  );
  if (webhook.bad.length > 0) jobs.push(problemJob(webhook, cluster, atMs));
  return { jobs, neverDiagnosed: [...neverDiagnosed] };
}

/** Room for everything of a job but its alerts. */
const ENVELOPE_BYTES = 4_000;

/** Alerts in an order of their own, so that the two of a pair cut the same pieces. */
function inPieces(alerts: readonly Alert[]): Alert[][] {
  const ordered = [...alerts].sort((a, b) =>
    a.fingerprint < b.fingerprint ? -1 : a.fingerprint > b.fingerprint ? 1 : a.startsAt - b.startsAt,
  );
  const pieces: Alert[][] = [];
  let bytes = 0;
  for (const alert of ordered) {
    const weight = new TextEncoder().encode(JSON.stringify(alert)).length + 1;
    const piece = pieces.at(-1);
    if (piece && bytes + weight <= jobLimitBytes - ENVELOPE_BYTES) {
      piece.push(alert);
      bytes += weight;
    } else {
      pieces.push([alert]);
      bytes = weight;
    }
  }
  return pieces;
}

/** Alerts that are told one by one; beyond that they are counted. */
const MOST_TOLD = 10;

function problemJob(webhook: ReadWebhook, cluster: string, atMs: number): Job {
  const { bad, alerts, groupKey, receiver } = webhook;
  const lines = bad
    .slice(0, MOST_TOLD)
    .map(({ index, field, problem }) =>
      render(say('incident.bad-alert', { place: index + 1, field, problem })),
    );
  const left = bad.length - lines.length;
  if (left > 0) lines.push(render(say('incident.more', { count: left })));
  const about = bad.map(({ index, field, problem }: BadAlert) => `${index} ${field} ${problem}`);
  return {
    id: problemJobId(cluster, [receiver, groupKey, ...about], atMs),
    at: atMs,
    kind: 'problem',
    cluster,
    summary: render(say('incident.bad-alerts', { bad: bad.length, good: alerts.length })),
    detail: lines.join('\n'),
  };
}
