import type { Finding } from '../checks/check.ts';
import { formatRef } from '../checks/observe.ts';
import { adviceFor } from '../diagnosis/advice.ts';
import type { DiagnosedCause, Diagnosis } from '../diagnosis/diagnosis.ts';
import { describeTarget } from '../evidence/target.ts';
import { type Message, render, say } from '../messages/message.ts';
import type { Attachment } from './blocks.ts';
import { leadSentence } from './diagnosis-parts.ts';
import { attachmentBytes } from './limits.ts';
import { cutTo, oneLine } from './mrkdwn.ts';

/** The name of the file that holds a whole diagnosis: letters, digits, dots and hyphens only. */
export function reportFilename({ target, at }: Diagnosis): string {
  const safe = (text: string, most: number): string =>
    oneLine(text)
      .replace(/[^A-Za-z0-9.]+/g, '-')
      .slice(0, most);
  return `wardround-${safe(describeTarget(target), 100)}-${safe(new Date(at).toISOString(), 24)}.txt`;
}

/** A whole diagnosis as plain text, masked and cleaned like everything that is posted. */
export function reportOf(diagnosis: Diagnosis, cluster: string | undefined): Attachment {
  const { target, verdict, causes, unknowns, notes, at, origin, checked, cost } = diagnosis;
  const lines = [
    render(say('slack.title', { verdict, target: describeTarget(target), cluster })),
    leadSentence(diagnosis),
    render(say('slack.cost', { at, origin, checks: checked.length, ...cost })),
    ...causes.flatMap(causeLines),
    ...titled(
      'unknowns',
      unknowns.flatMap(({ detail, fix }) => [
        `- ${render(detail)}`,
        ...(fix ? [`    ${render(say('slack.fix', { fix: render(fix) }))}`] : []),
      ]),
    ),
    ...titled(
      'notes',
      notes.map((note) => `- ${render(note)}`),
    ),
  ];
  const text = `${lines.map(tidy).join('\n')}\n`;
  return { filename: reportFilename(diagnosis), content: cutToBytes(text, attachmentBytes) };
}

/** The most characters of one line: one endless text must not crowd out the rest. */
const lineLength = 4000;

/** A code unit takes at most three bytes of UTF-8. */
function cutToBytes(text: string, limitBytes: number): string {
  const isShort = new TextEncoder().encode(text).length <= limitBytes;
  return isShort ? text : cutTo(text, Math.floor(limitBytes / 3)).text;
}

/** The indentation of a line is ours, its words may be anybody's. */
function tidy(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  return `${indent}${cutTo(oneLine(line), lineLength).text}`;
}

function titled(
  part: 'why' | 'todo' | 'consequences' | 'unknowns' | 'notes',
  lines: readonly string[],
): string[] {
  return lines.length === 0 ? [] : ['', render(say('slack.heading', { part })), ...lines];
}

const statement = (summary: Message, cause: string): string => `- ${render(summary)} [${cause}]`;

function causeLines(cause: DiagnosedCause): string[] {
  const { id, severity, confidence, summary, evidence, explains, others } = cause;
  const { mend } = adviceFor(cause);
  return [
    '',
    render(say('slack.lead', { severity, summary: render(summary) })),
    `${render(say('slack.cause-tag', { severity, confidence }))} [${id}]`,
    ...others.map((object) => `    + ${formatRef(object)}`),
    ...titled(
      'why',
      evidence.flatMap(({ source, text }) => [`- ${render(text)}`, `    ${source}`]),
    ),
    ...titled(
      'todo',
      mend.flatMap(({ text, command }) => [`- ${text}`, ...(command ? [`    ${command}`] : [])]),
    ),
    ...titled(
      'consequences',
      explains.map(({ summary: told, cause: named }: Finding) => statement(told, named)),
    ),
  ];
}
