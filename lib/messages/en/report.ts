import { bytes, enumerate, plural } from './words.ts';

type Verdict = 'healthy' | 'unhealthy' | 'unknown';

/** The frame of a diagnosis in text: headings, and what stands between them. */
export const report = {
  'report.verdict': ({ verdict, warnings }: { verdict: Verdict; warnings: number }) => {
    const word = verdict.toUpperCase();
    if (verdict !== 'healthy' || warnings === 0) return `${word}:`;
    return `${word}, with ${warnings === 1 ? 'a warning' : plural(warnings, 'warning')}:`;
  },
  'report.no-fault': ({ target, checks }: { target: string; checks: number }) =>
    `${target} shows no fault in ${plural(checks, 'check')}.`,
  'report.not-known': ({ target, detail }: { target: string; detail: string | undefined }) =>
    `whether ${target} is healthy cannot be told.${detail ? ` ${detail}` : ''}`,
  'report.cause': (p: {
    id: string;
    severity: string;
    confidence: string;
    object: string;
    others: readonly string[];
    since: string | undefined;
  }) =>
    `${p.id} (${p.severity}, ${p.confidence}) on ${p.object}${
      p.others.length > 0 ? `; also on ${enumerate(p.others, 4)}` : ''
    }${p.since ? `; since ${p.since}` : ''}`,
  'report.why': (_: object) => 'Why',
  'report.what-to-do': ({ object, count }: { object: string; count: number }) =>
    count > 1 ? `What to do (shown for ${object}, and likewise for the others)` : 'What to do',
  'report.explains': (_: object) => 'Explains',
  'report.further': ({ verdict }: { verdict: Verdict }) => (verdict === 'unhealthy' ? 'Also found' : 'Found'),
  'report.unknowns': (_: object) => 'Not known',
  'report.notes': (_: object) => 'Notes',
  'report.checks': (_: object) => 'Checks that ran',
  'report.passed-over': (_: object) => 'Passed over in the capture',
  'report.consequence': (p: { id: string; summary: string; count: number; object: string }) =>
    p.count > 1
      ? `${p.id} on ${p.object} and ${p.count - 1} more: ${p.summary}`
      : `${p.id} on ${p.object}: ${p.summary}`,
  'report.further-cause': (p: { id: string; severity: string; summary: string }) =>
    `${p.severity} ${p.id}: ${p.summary}`,
  'report.read-more': ({ id }: { id: string }) => `wardround why ${id}`,
  'report.fix': ({ fix }: { fix: string }) => `To learn it: ${fix}`,
  'report.more': ({ count }: { count: number }) => `… and ${count} more; --verbose shows all`,
  'report.cost-live': (p: { at: string; requests: number; bytes: number; durationMs: number }) =>
    `${plural(p.requests, 'request')}, ${bytes(p.bytes)}, ${(p.durationMs / 1000).toFixed(1)} s; as of ${p.at}`,
  'report.cost-capture': (p: { at: string; bytes: number; durationMs: number }) =>
    `from a capture of ${p.at}: ${bytes(p.bytes)} read, ${(p.durationMs / 1000).toFixed(1)} s`,
  'why.severity': ({ severity, generic }: { severity: string; generic: boolean }) =>
    severity === 'error'
      ? `error: makes a verdict unhealthy${generic ? '; named only where no closer cause is proven' : ''}`
      : `warning: told, and never makes a verdict unhealthy by itself`,
  'why.meaning': (_: object) => 'What it means',
  'why.impact': (_: object) => 'What suffers',
  'why.confirm': (_: object) => 'How to confirm it',
  'why.mend': (_: object) => 'How to mend it',
  'why.sources': (_: object) => 'Sources',
};
