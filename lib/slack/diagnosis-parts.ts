import type { EvidenceLine } from '../checks/check.ts';
import { formatRef } from '../checks/observe.ts';
import { adviceFor } from '../diagnosis/advice.ts';
import type { DiagnosedCause, Diagnosis, UnknownPart } from '../diagnosis/diagnosis.ts';
import { type Message, render, say } from '../messages/message.ts';
import { bold, codeBlock, codeSpan, cutTo, type Fitted, oneLine, plain, prose } from './mrkdwn.ts';
import { contextOf, heading, joinLines, noPart, type Part, plainSection, titledSection } from './parts.ts';

/**
 * How long each part may be, in characters, so that all of them together stay below what a message holds even where
 * JSON writes half of the characters with two.
 */
const room = {
  lead: 800,
  line: 320,
  evidenceLine: 480,
  why: 1900,
  whyEncoded: 2700,
  todo: 2000,
  consequences: 800,
  others: 1400,
  unknowns: 1400,
  notes: 600,
} as const;

const joined = (fitted: readonly Fitted[], separator: string): Fitted => ({
  text: fitted.map(({ text }) => text).join(separator),
  cut: fitted.some(({ cut }) => cut),
});

const ours = (message: Message): Fitted => prose(render(message), room.line);

/** The answer in one sentence: the first cause, or that there is none. */
export function leadSentence({ causes: [first], verdict, checked, unknowns }: Diagnosis): string {
  if (first) return render(say('slack.lead', { severity: first.severity, summary: render(first.summary) }));
  const counts = { checks: checked.length, gaps: unknowns.length };
  return render(verdict === 'healthy' ? say('slack.healthy', counts) : say('slack.unknown', counts));
}

export function leadPart(diagnosis: Diagnosis): Part {
  return plainSection(plain(leadSentence(diagnosis), room.lead));
}

/** What kind of cause it is, how sure, and where else it was found. */
export function tagPart({ id, severity, confidence, others }: DiagnosedCause): Part {
  const alsoOn = others.length > 0 ? [ours(say('slack.also-on', { objects: others.map(formatRef) }))] : [];
  return contextOf(
    joined([ours(say('slack.cause-tag', { severity, confidence })), codeSpan(id, 80), ...alsoOn], ' · '),
  );
}

/** The observations, as they were read and where. */
export function whyPart({ evidence }: DiagnosedCause): Part {
  if (evidence.length === 0) return noPart;
  const lines = joinLines(evidence.map(evidenceLine), room.why, 6);
  const block = codeBlock(lines.text, room.whyEncoded);
  return titledSection('why', { text: block.text, cut: lines.cut || block.cut });
}

function evidenceLine({ source, text }: EvidenceLine): Fitted {
  return joined([plain(render(text), room.evidenceLine), plain(`  ${source}`, room.line)], '\n    ');
}

/** How to mend it, safest first; and how to be sure, where the cause is only likely. */
export function todoPart(cause: DiagnosedCause): Part {
  const { confirm, mend } = adviceFor(cause);
  const [check] = cause.confidence === 'likely' ? confirm : [];
  const sure = check ? [step(render(say('slack.confirm', { expect: check.expect })), check.command)] : [];
  const steps = mend.map(({ text, command }, index) => step(`${index + 1}. ${text}`, command));
  if (sure.length + steps.length === 0) return noPart;
  return titledSection('todo', joinLines([...sure, ...steps], room.todo, 8));
}

function step(text: string, command: string | undefined): Fitted {
  const words = prose(text, 2 * room.line);
  return command ? joined([words, codeBlock(command, room.evidenceLine)], '\n') : words;
}

/** Symptoms of the same cause, folded: the first few, the rest counted. */
export function consequencesPart({ explains }: DiagnosedCause): Part {
  if (explains.length === 0) return noPart;
  const lines = explains.map(({ summary }) => bullet(prose(render(summary), room.line)));
  const list = joinLines(lines, room.consequences, 3);
  return contextOf({ text: `${heading('consequences')}\n${list.text}`, cut: list.cut });
}

const bullet = ({ text, cut }: Fitted): Fitted => ({ text: `• ${text}`, cut });

/** The other causes, one line each. */
export function othersPart(others: readonly DiagnosedCause[]): Part {
  if (others.length === 0) return noPart;
  const lines = others.map(({ id, severity, summary }) => {
    const sentence = prose(render(say('slack.lead', { severity, summary: render(summary) })), room.line);
    return bullet(joined([sentence, codeSpan(id, 80)], ' '));
  });
  return titledSection('others', joinLines(lines, room.others, 8));
}

/** Questions that stay open, each with what would answer it. */
export function unknownsPart(unknowns: readonly UnknownPart[]): Part {
  if (unknowns.length === 0) return noPart;
  return titledSection('unknowns', joinLines(unknowns.map(unknownLine), room.unknowns, 6));
}

function unknownLine({ detail, fix }: UnknownPart): Fitted {
  const what = bullet(prose(render(detail), room.line));
  return fix
    ? joined([what, prose(render(say('slack.fix', { fix: render(fix) })), room.line)], '\n    ')
    : what;
}

export function notesPart(notes: readonly Message[]): Part {
  if (notes.length === 0) return noPart;
  const list = joinLines(
    notes.map((note) => bullet(prose(render(note), room.line))),
    room.notes,
    4,
  );
  return contextOf({ text: `${heading('notes')}\n${list.text}`, cut: list.cut });
}

/** What looking cost, and of which moment it speaks. */
export function costPart({ at, origin, checked, cost }: Diagnosis): Part {
  return contextOf(
    cutTo(oneLine(render(say('slack.cost', { at, origin, checks: checked.length, ...cost }))), room.line),
  );
}

export function cutPart(filename: string): Part {
  return contextOf({ text: bold(render(say('slack.cut', { filename }))), cut: false });
}
