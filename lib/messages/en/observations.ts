import { moment, plural, quote, sincePhrase, span } from './words.ts';

/** Lines of evidence: what was seen, without judging it. */
export const observations = {
  'seen.condition': (p: {
    type: string;
    status: string;
    reason: string | undefined;
    message: string | undefined;
    since: number | undefined;
    now: number;
  }) =>
    `${p.type}=${p.status}${p.reason ? ` (${p.reason})` : ''}${sincePhrase(p.since, p.now)}${
      p.message ? `: ${quote(p.message)}` : ''
    }`,
  'seen.event': (p: {
    reason: string;
    message: string;
    count: number;
    lastAt: number | undefined;
    now: number;
  }) =>
    `${p.reason}${p.count > 1 ? ` ×${p.count}` : ''}${
      p.lastAt === undefined ? '' : `, last ${span(p.now - p.lastAt)} before`
    }: ${quote(p.message)}`,
  'seen.lease': (p: { renewedAt: number; durationSeconds: number | undefined; now: number }) =>
    `last renewed ${moment(p.renewedAt)}, ${span(p.now - p.renewedAt)} before${
      p.durationSeconds === undefined ? '' : ` (it lasts ${p.durationSeconds} s)`
    }`,
  'seen.taint': (p: { key: string; value: string | undefined; effect: string }) =>
    `taint ${p.key}${p.value ? `=${p.value}` : ''}:${p.effect}`,
  'seen.unschedulable': (_: object) => 'spec.unschedulable is true',
  'seen.container-waiting': (p: {
    container: string;
    reason: string;
    message: string | undefined;
    restarts: number;
  }) =>
    `container ${p.container} waits: ${p.reason}${p.message ? ` (${quote(p.message)})` : ''}, ${plural(p.restarts, 'restart')}`,
  'seen.container-ended': (p: {
    container: string;
    reason: string | undefined;
    exitCode: number | undefined;
    finishedAt: number | undefined;
    restarts: number;
    now: number;
  }) =>
    `container ${p.container} ended${p.reason ? `: ${p.reason}` : ''}${
      p.exitCode === undefined ? '' : `, exit code ${p.exitCode}`
    }${p.finishedAt === undefined ? '' : `, ${span(p.now - p.finishedAt)} before`}, ${plural(p.restarts, 'restart')}`,
  'seen.pod-phase': (p: { phase: string; reason: string | undefined; message: string | undefined }) =>
    `phase ${p.phase || 'not reported'}${p.reason ? ` (${p.reason})` : ''}${p.message ? `: ${quote(p.message)}` : ''}`,
  'seen.workload': (p: { desired: number; ready: number }) => `${p.ready} of ${p.desired} ready`,
  'seen.log': (p: { line: string }) => quote(p.line),
  'seen.count': (p: { what: string; count: number; of: number }) => `${p.what}: ${p.count} of ${p.of}`,
  'seen.endpoints': (p: { ready: number; notReady: number }) =>
    `${plural(p.ready, 'ready endpoint')}, ${p.notReady} not ready`,
  'seen.selector': (p: { selector: Readonly<Record<string, string>> }) =>
    `selector ${Object.entries(p.selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(', ')}`,
  'seen.labels': (p: { labels: Readonly<Record<string, string>> }) =>
    Object.keys(p.labels).length === 0
      ? 'no labels'
      : `labels ${Object.entries(p.labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(', ')}`,
  'seen.versions': (p: { kubelet: string; server: string }) => `kubelet ${p.kubelet}, API server ${p.server}`,
  'seen.none': (p: { what: string }) => `no ${p.what}`,
};
