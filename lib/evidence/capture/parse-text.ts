import { parseDocument } from 'yaml';
import type { TextPosition } from './capture-error.ts';
import { jsonErrorIndex } from './json-error.ts';

/** A text as its value, or where it stops being what it claims to be. The text itself is never quoted. */
export type ParsedText =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly at: TextPosition };

/** Parses JSON that begins at `start` of its file. */
export function parseJson(text: string, start: TextPosition): ParsedText {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch {
    return { ok: false, at: positionIn(text, jsonErrorIndex(text), start) };
  }
}

/** Parses one YAML document (1.2, so that `yes` and times stay text), its aliases used at most `aliases` times. */
export function parseYaml(text: string, start: TextPosition, aliases: number): ParsedText {
  try {
    const document = parseDocument(text, { logLevel: 'silent', prettyErrors: true, uniqueKeys: true });
    const [error] = document.errors;
    if (error) {
      const place = error.linePos?.[0];
      return { ok: false, at: { line: start.line + (place?.line ?? 1) - 1, column: place?.col ?? 1 } };
    }
    return { ok: true, value: document.toJS({ maxAliasCount: aliases }) as unknown };
  } catch {
    // Too many aliases, or nested deeper than the parser's stack.
    return { ok: false, at: start };
  }
}

function positionIn(text: string, index: number, start: TextPosition): TextPosition {
  const before = text.slice(0, index);
  const lines = before.split('\n');
  if (lines.length === 1) return { line: start.line, column: start.column + before.length };
  return { line: start.line + lines.length - 1, column: (lines.at(-1)?.length ?? 0) + 1 };
}
