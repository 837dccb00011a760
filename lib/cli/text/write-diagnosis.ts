import { type Message, render, say } from '../../messages/message.ts';
import type { DiagnosisReport, ReportedCause } from '../../report/report.ts';
import { item, type Layout, numbered, paragraph, section } from './sections.ts';
import { wrap } from './wrap.ts';

/** What is shown of each part where not everything is asked for. */
const EVIDENCE = 5;
const CONSEQUENCES = 5;
const FURTHER = 10;
const UNKNOWNS = 8;
const NOTES = 10;

const words = (message: Message): string => render(message);

export interface WrittenExtras {
  /** Lines about what was passed over in a capture. */
  readonly skipped: readonly string[];
}

/** A diagnosis for a terminal: the verdict and its cause first, then why, then what to do, then everything else. */
export function writeDiagnosis(report: DiagnosisReport, layout: Layout, { skipped }: WrittenExtras): string {
  const [first, ...further] = report.causes;
  // With an unknown verdict the open question is the answer, and a warning comes after it.
  const leading = report.verdict === 'unknown' ? undefined : first;
  const rest = leading ? further : report.causes;
  const lines = [
    ...headline(report, leading, layout),
    ...(leading ? causeInFull(leading, layout) : []),
    ...section(
      words(say('report.further', report)),
      shown(rest, FURTHER, layout, (cause) => furtherCause(cause, layout)),
      layout,
    ),
    ...section(words(say('report.unknowns', {})), unknowns(report, layout), layout),
    ...section(
      words(say('report.notes', {})),
      shown(report.notes, NOTES, layout, (note) => item(note, layout)),
      layout,
    ),
    ...(layout.verbose ? footnotes(report, skipped, layout) : []),
    '',
    ...wrap(words(costOf(report)), layout).map(layout.paint.dim),
  ];
  return `${lines.join('\n')}\n`;
}

/** The first items, and how many more there are; all of them where everything is asked for. */
function shown<T>(
  items: readonly T[],
  most: number,
  layout: Layout,
  write: (item: T) => readonly string[],
): string[] {
  const chosen = layout.verbose ? items : items.slice(0, most);
  const hidden = items.length - chosen.length;
  return [
    ...chosen.flatMap(write),
    ...(hidden > 0 ? item(words(say('report.more', { count: hidden })), layout) : []),
  ];
}

function headline(
  report: DiagnosisReport,
  leading: ReportedCause | undefined,
  { width, paint }: Layout,
): string[] {
  const warnings = report.causes.filter(({ severity }) => severity === 'warning').length;
  const verdict = words(say('report.verdict', { verdict: report.verdict, warnings }));
  const [line = '', ...others] = wrap(`${verdict} ${leading?.summary ?? withoutCause(report)}`, { width });
  const colour = { healthy: paint.green, unhealthy: paint.red, unknown: paint.yellow }[report.verdict];
  return [`${colour(paint.bold(line.slice(0, verdict.length)))}${line.slice(verdict.length)}`, ...others];
}

function withoutCause(report: DiagnosisReport): string {
  const target = targetOf(report);
  if (report.verdict === 'healthy')
    return words(say('report.no-fault', { target, checks: report.checks.length }));
  const telling = report.unknowns.find(({ reason }) => reason !== 'not-captured' && reason !== 'absent');
  return words(say('report.not-known', { target, detail: (telling ?? report.unknowns[0])?.detail }));
}

function targetOf({ target: { kind, namespace, name } }: DiagnosisReport): string {
  if (name === undefined) return kind === 'cluster' ? 'the cluster' : kind;
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function causeInFull(cause: ReportedCause, layout: Layout): string[] {
  const { object, objects } = cause;
  const whatToDo = say('report.what-to-do', { object, count: objects.length });
  return [
    ...paragraph(causeLine(cause), layout).map(layout.paint.dim),
    ...section(words(say('report.why', {})), evidence(cause, EVIDENCE, layout), layout),
    ...section(words(whatToDo), numbered(cause.remediations, layout), layout),
    ...section(words(say('report.explains', {})), consequences(cause, layout), layout),
  ];
}

function causeLine({ id, severity, confidence, object, objects, since }: ReportedCause): string {
  const others = objects.slice(1).map(({ namespace, name }) => (namespace ? `${namespace}/${name}` : name));
  return words(say('report.cause', { id, severity, confidence, object, others, since }));
}

const evidence = (cause: ReportedCause, most: number, layout: Layout): string[] =>
  shown(cause.evidence, most, layout, ({ source, text }) => item(`${source} — ${text}`, layout));

/** The same consequence on many objects is one line, unless everything is asked for. */
function consequences({ explains }: ReportedCause, layout: Layout): string[] {
  const groups = new Map<string, ReportedCause['explains']>();
  for (const consequence of explains) {
    const key = layout.verbose ? `${consequence.id} ${consequence.object}` : consequence.id;
    groups.set(key, [...(groups.get(key) ?? []), consequence]);
  }
  return shown([...groups.values()], CONSEQUENCES, layout, (group) => {
    const [first] = group;
    return first ? item(words(say('report.consequence', { ...first, count: group.length })), layout) : [];
  });
}

function furtherCause(cause: ReportedCause, layout: Layout): string[] {
  const { id, severity, summary } = cause;
  const head = item(words(say('report.further-cause', { id, severity, summary })), layout);
  const more = words(say('report.read-more', { id }));
  if (!layout.verbose) return [...head, ...wrap(more, { width: layout.width, indent: 4 })];
  const inner: Layout = { ...layout, width: layout.width - 2 };
  const details = [causeLine(cause), ...cause.evidence.map(({ source, text }) => `${source} — ${text}`)];
  return [
    ...head,
    ...details.flatMap((text) => item(text, inner).map((line) => `  ${line}`)),
    ...numbered(cause.remediations, inner).map((line) => `  ${line}`),
    ...consequences(cause, inner).map((line) => `  ${line}`),
  ];
}

const unknowns = (report: DiagnosisReport, layout: Layout): string[] =>
  shown(report.unknowns, UNKNOWNS, layout, ({ detail, fix }) => [
    ...item(detail, layout),
    ...(fix === undefined
      ? []
      : wrap(words(say('report.fix', { fix })), { width: layout.width, indent: 4, hang: 6 })),
  ]);

const footnotes = (report: DiagnosisReport, skipped: readonly string[], layout: Layout): string[] => [
  ...section(words(say('report.checks', {})), paragraph(report.checks.join(', '), layout), layout),
  ...section(
    words(say('report.passed-over', {})),
    skipped.flatMap((line) => item(line, layout)),
    layout,
  ),
];

function costOf({ at, origin, cost }: DiagnosisReport): Message {
  return origin === 'live'
    ? say('report.cost-live', { at, ...cost })
    : say('report.cost-capture', { at, ...cost });
}
