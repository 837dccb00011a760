import { readWebhook, type WebhookReading } from '../alerts/webhook.ts';
import { splitWebhook } from '../incidents/split.ts';
import type { JobQueue } from '../jobs/job.ts';
import { errorFields, type Log } from '../log/log.ts';
import { type Message, render, say } from '../messages/message.ts';
import { answer, bodyText, type IncomingRequest, type OutgoingResponse } from './request.ts';

export interface ReceiveAlertsDeps {
  /** The cluster that a bearer token belongs to, compared in constant time. */
  readonly clusterOf: (token: string) => string | undefined;
  readonly queue: JobQueue;
  readonly limitBytes: number;
  readonly now: () => number;
  readonly log: Log;
}

/** https://datatracker.ietf.org/doc/html/rfc6750#section-2.1 */
const BEARER = /^bearer +([A-Za-z0-9._~+/-]+=*) *$/i;
/** https://datatracker.ietf.org/doc/html/rfc6750#section-3 */
const CHALLENGE = { 'www-authenticate': 'Bearer realm="wardround"' };

type Refused = { readonly refused: OutgoingResponse; readonly why: Message };
type ReadWebhook = Extract<WebhookReading, { status: 'read' }>;

/**
 * Receives alerts of one cluster, the one that the token belongs to. A 2xx means that every alert is in the queue, a 4xx
 * that sending it again is of no use, a 5xx that it is. Alertmanager sends again after a 5xx only:
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export function receiveAlerts(
  deps: ReceiveAlertsDeps,
): (request: IncomingRequest) => Promise<OutgoingResponse> {
  return async (request) => {
    const cluster = clusterOf(request, deps);
    if (cluster === undefined)
      return refuse(deps, undefined, refusal(401, say('ingress.no-token', {}), CHALLENGE));
    const webhook = readBody(request, deps.limitBytes);
    if ('refused' in webhook) return refuse(deps, cluster, webhook);
    return enqueue(webhook, cluster, deps);
  };
}

function clusterOf({ headers }: IncomingRequest, deps: ReceiveAlertsDeps): string | undefined {
  const token = BEARER.exec(headers['authorization'] ?? '')?.[1];
  return token === undefined ? undefined : deps.clusterOf(token);
}

function refusal(status: number, why: Message, headers?: Record<string, string>): Refused {
  return { refused: answer(status, `${render(why)}\n`, headers), why };
}

function refuse(
  { log }: ReceiveAlertsDeps,
  cluster: string | undefined,
  { refused, why }: Refused,
): OutgoingResponse {
  log('alerts.refused', { cluster, status: refused.statusCode, reason: why.id });
  return refused;
}

function readBody(request: IncomingRequest, limitBytes: number): ReadWebhook | Refused {
  if (request.body.byteLength > limitBytes) return refusal(413, say('ingress.too-large', { limitBytes }));
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return refusal(415, say('ingress.encoded', { encoding }));
  const text = bodyText(request);
  if (text === undefined) return refusal(400, say('ingress.not-utf8', {}));
  const parsed = parseJson(text);
  if (!parsed) return refusal(400, say('ingress.not-json', {}));
  const webhook = readWebhook(parsed.value);
  return webhook.status === 'read' ? webhook : refusal(400, say(`ingress.${webhook.problem}`, {}));
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // answered with 400, which says so
  }
}

async function enqueue(
  webhook: ReadWebhook,
  cluster: string,
  deps: ReceiveAlertsDeps,
): Promise<OutgoingResponse> {
  const { jobs, neverDiagnosed } = splitWebhook(webhook, cluster, deps.now());
  const counts = { alerts: webhook.alerts.length, bad: webhook.bad.length, jobs: jobs.length };
  const fields = { cluster, ...counts, neverDiagnosed: neverDiagnosed.join(' ') || undefined };
  try {
    if (jobs.length > 0) await deps.queue.send(jobs);
  } catch (error) {
    deps.log('alerts.not-queued', { ...fields, ...errorFields(error) });
    return answer(503, `${render(say('ingress.not-queued', {}))}\n`, { 'retry-after': '5' });
  }
  const [first] = webhook.bad;
  if (!first) deps.log('alerts.accepted', fields);
  else if (webhook.alerts.length > 0) deps.log('alerts.partly-bad', fields);
  else {
    const { index, field, problem } = first;
    const place = `alerts[${index}]${field ? `.${field}` : ''}`;
    return refuse(deps, cluster, refusal(400, say('ingress.bad-field', { field: place, problem })));
  }
  return answer(200, `${render(say('ingress.accepted', counts))}\n`);
}
