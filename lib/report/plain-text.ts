import { redact } from '../evidence/redaction.ts';

/**
 * Characters that move a cursor, turn the direction of writing, or do not show: controls, format characters (bidi
 * overrides, zero-width ones), line and paragraph separators, lone surrogates.
 * https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const escaped = (character: string): string =>
  /[\t\n\r\u2028\u2029]/.test(character) ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text that may hold what somebody in a cluster wrote, fit for a terminal, a log or a chat: on one line, nothing in it
 * is hidden or acts, and secrets are masked once more.
 */
export function plainText(text: string): string {
  return redact(text.replace(unprintable, escaped));
}
