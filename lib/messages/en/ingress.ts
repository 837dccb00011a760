import { bytes, plural } from './words.ts';

/** What a sender of alerts is answered. It ends up in Alertmanager's log. */
export const ingress = {
  'ingress.no-token': (_: object) =>
    'A bearer token is missing, or belongs to no cluster. See clusters[].alerts.tokenHashes in wardround.yml.',
  'ingress.too-large': (p: { limitBytes: number }) =>
    `The body is larger than ${bytes(p.limitBytes)}. Set max_alerts in Alertmanager's webhook_config.`,
  'ingress.encoded': (p: { encoding: string }) =>
    `The content encoding ${p.encoding.slice(0, 40)} is not read. Send plain JSON.`,
  'ingress.not-utf8': (_: object) => 'The body is not UTF-8.',
  'ingress.not-json': (_: object) => 'The body is no JSON; it may be cut off.',
  'ingress.bad-field': (p: { field: string; problem: string }) => `${p.field}: ${p.problem}`,
  'ingress.not-an-object': (_: object) => 'The body is no JSON object, as a webhook of Alertmanager is.',
  'ingress.no-alerts': (_: object) => 'alerts: missing, or no list',
  'ingress.accepted': (p: { alerts: number; bad: number; jobs: number }) =>
    `${plural(p.alerts, 'alert')} taken as ${plural(p.jobs, 'job')}${
      p.bad > 0 ? `; ${plural(p.bad, 'alert')} could not be read, which the channel is told` : ''
    }.`,
  'ingress.not-queued': (_: object) => 'The queue does not take it at the moment. Please send it again.',
  'ingress.failed': (_: object) => 'Something went wrong inside. Please send it again.',
};
