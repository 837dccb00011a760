import { redact } from '../evidence/redaction.ts';
import { render, say } from '../messages/message.ts';

/** A text of which as much as fits was kept, and whether that is less than all. */
export interface Fitted {
  readonly text: string;
  readonly cut: boolean;
}

type Encode = (codePoint: string) => string;

const asIs: Encode = (codePoint) => codePoint;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Escapes the three characters with which Slack's markup begins, so that no mention (`<!channel>`, `<@U1>`), channel or
 * link is made of a text: https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeMrkdwn(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character] ?? character);
}

/**
 * What a text of the cluster may carry into any output: no secrets; no control characters; none that are invisible or
 * turn the direction of writing (Unicode category Cf), with which a name can pose as another; no halves of surrogate
 * pairs. Line breaks and tabs stay.
 */
export function clean(text: string): string {
  const visible = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\uFFFD');
  return redact(visible);
}

/** A cleaned text on one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}

/**
 * Cuts an already cleaned text at a code point so that, encoded, it is no longer than `limit` code units, and says how
 * many characters are missing.
 */
export function cutTo(text: string, limit: number, encode: Encode = asIs): Fitted {
  const whole = encodedUpTo(text, limit, encode);
  if (whole.taken === text.length) return { text: whole.encoded, cut: false };
  const noteOf = (left: number): string => render(say('slack.more-characters', { count: left }));
  const reserve = noteOf(text.length).length;
  const start = encodedUpTo(text, Math.max(0, limit - reserve), encode);
  const left = [...text.slice(start.taken)].length;
  return { text: `${start.encoded}${noteOf(left)}`.slice(0, limit), cut: true };
}

function encodedUpTo(text: string, limit: number, encode: Encode): { encoded: string; taken: number } {
  let encoded = '';
  let taken = 0;
  for (const codePoint of text) {
    const next = encode(codePoint);
    if (encoded.length + next.length > limit) break;
    encoded += next;
    taken += codePoint.length;
  }
  return { encoded, taken };
}

/** A text of any origin for a plain_text object: on one line, cut to `limit`. */
export function plain(text: string, limit: number): Fitted {
  return cutTo(oneLine(text), limit);
}

/** Looks like a backtick and ends no code, since Slack's markup has no way to write a backtick inside one. */
const harmlessBacktick = '\u02CB';

/** A text of any origin as prose in Slack's markup: on one line, escaped, opening no block of code, cut to `limit`. */
export function prose(text: string, limit: number): Fitted {
  const words = oneLine(text).replace(/`{2,}/g, (run) => harmlessBacktick.repeat(run.length));
  return cutTo(words, limit, escapeMrkdwn);
}

/** A text of any origin as a code span on one line. Empty text gives nothing, as an empty span shows its backticks. */
export function codeSpan(text: string, limit: number): Fitted {
  const inner = oneLine(text).replaceAll('`', harmlessBacktick);
  if (inner === '') return { text: '', cut: false };
  const fitted = cutTo(inner, limit - 2, escapeMrkdwn);
  return { text: `\`${fitted.text}\``, cut: fitted.cut };
}

const fence = '```';

/**
 * Lines of any origin as a block of code, which no run of backticks within can end. `limit` includes the fences. Single
 * backticks stay, as commands need them.
 */
export function codeBlock(text: string, limit: number): Fitted {
  const inner = clean(text).replace(/`{2,}|`(?=\s*$)/g, (run) => harmlessBacktick.repeat(run.length));
  const fitted = cutTo(inner, limit - 2 * fence.length - 2, escapeMrkdwn);
  return { text: `${fence}\n${fitted.text}\n${fence}`, cut: fitted.cut };
}

/** Bold, for words of our own only. */
export const bold = (words: string): string => `*${words}*`;
