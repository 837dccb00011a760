import { bytes, enumerate, moment, plural, span } from './words.ts';

type Verdict = 'healthy' | 'unhealthy' | 'unknown';
type Severity = 'error' | 'warning';
type Confidence = 'proven' | 'likely';

const verdictWords: Readonly<Record<Verdict, string>> = {
  healthy: 'Healthy',
  unhealthy: 'Unhealthy',
  unknown: 'Unknown',
};

const severityWords: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning' };

const confidenceWords: Readonly<Record<Confidence, string>> = {
  proven: 'proven by the evidence',
  likely: 'likely, not proven',
};

/** What stands for the title of a part. */
const headings = {
  why: 'Why',
  todo: 'What to do',
  consequences: 'What follows from it',
  others: 'Also found',
  unknowns: 'Not learnt',
  notes: 'Also seen',
} as const;

const place = (cluster: string | undefined): string => (cluster ? ` in ${cluster}` : '');

const milliseconds = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

interface Where {
  readonly target: string;
  readonly cluster: string | undefined;
}

/** The words with which the bot speaks in Slack. */
export const slack = {
  'slack.more-characters': (p: { count: number }) => `… (${plural(p.count, 'more character')})`,
  'slack.more-items': (p: { count: number }) => `… and ${p.count} more`,
  'slack.cut': (p: { filename: string }) =>
    `Cut to what Slack shows. The whole diagnosis is in the file ${p.filename} in this thread.`,
  'slack.heading': (p: { part: keyof typeof headings }) => headings[p.part],
  'slack.title': (p: Where & { verdict: Verdict }) =>
    `${verdictWords[p.verdict]}: ${p.target}${place(p.cluster)}`,
  'slack.lead': (p: { severity: Severity; summary: string }) => `${severityWords[p.severity]}: ${p.summary}`,
  'slack.healthy': (p: { checks: number; gaps: number }) =>
    `No cause found by ${plural(p.checks, 'check')}.${
      p.gaps === 0 ? '' : ` ${plural(p.gaps, 'question')} stayed open; none decides the verdict.`
    }`,
  'slack.unknown': (p: { checks: number; gaps: number }) =>
    `No cause found by ${plural(p.checks, 'check')}, but too much was not learnt to call it healthy: ${plural(
      p.gaps,
      'open question',
    )}.`,
  'slack.cause-tag': (p: { severity: Severity; confidence: Confidence }) =>
    `${severityWords[p.severity]}, ${confidenceWords[p.confidence]}`,
  'slack.also-on': (p: { objects: readonly string[] }) => `also on ${enumerate(p.objects, 5)}`,
  'slack.confirm': (p: { expect: string }) => `To be sure, run this. It is the cause if you see: ${p.expect}`,
  'slack.fix': (p: { fix: string }) => `To learn it: ${p.fix}`,
  'slack.cost': (p: {
    at: number;
    origin: 'live' | 'capture';
    checks: number;
    requests: number;
    bytes: number;
    durationMs: number;
  }) =>
    p.origin === 'live'
      ? `As of ${moment(p.at)}: ${plural(p.checks, 'check')}, ${plural(p.requests, 'request')}, ${bytes(
          p.bytes,
        )} read in ${milliseconds(p.durationMs)}.`
      : `From a capture, as of ${moment(p.at)}: ${plural(p.checks, 'check')}, ${bytes(p.bytes)} read in ${milliseconds(
          p.durationMs,
        )}.`,
  'slack.head.looking': (p: Where) => `Looking at ${p.target}${place(p.cluster)} …`,
  'slack.head.looking.detail': (p: { sinceMs: number }) =>
    p.sinceMs < 1000
      ? 'The diagnosis follows in this thread.'
      : `For ${span(p.sinceMs)}. The diagnosis follows in this thread.`,
  'slack.head.verdict.detail': (p: { at: number; warnings: number; gaps: number }) =>
    [
      `As of ${moment(p.at)}`,
      ...(p.warnings > 0 ? [plural(p.warnings, 'warning')] : []),
      ...(p.gaps > 0 ? [plural(p.gaps, 'open question')] : []),
      'details in the thread',
    ].join(' · '),
  'slack.head.failed': (p: Where) => `Could not look at ${p.target}${place(p.cluster)}`,
  'slack.head.failed.detail': (_: object) =>
    'This says nothing about its health. What to do is in the thread.',
  'slack.head.asked-by': (p: { mention: string }) => `Asked by ${p.mention}`,
};
