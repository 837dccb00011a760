import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { type Message, say } from '../messages/message.ts';
import type { ConfigProblem } from './config-problem.ts';
import type { Path, Place } from './place.ts';
import { showValue } from './show.ts';
import { findAlias, nestingOf } from './yaml-tokens.ts';

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

export type ParsedConfigFile =
  | {
      readonly ok: true;
      /** A map; empty where the file holds comments only. */
      readonly raw: Readonly<Record<string, unknown>>;
      /** Where something stands; undefined where it does not. */
      readonly find: (path: Path, of: 'key' | 'value') => Place | undefined;
    }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

const LIMIT_BYTES = 1024 * 1024;
/** The schema has six. */
const LIMIT_NESTING = 32;

/** Parses YAML 1.2 and remembers where everything stands. Nothing of the text is quoted. */
export function parseConfigFile({ path, text }: ConfigFile): ParsedConfigFile {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { in: 'file', path, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const failed = (problems: readonly (readonly [Message, number])[]): ParsedConfigFile => ({
    ok: false,
    problems: problems.map(([message, offset]) => ({ field: '', place: placeAt(offset), message })),
  });

  if (Buffer.byteLength(text) > LIMIT_BYTES) {
    return failed([[say('config.file-too-large', { limitBytes: LIMIT_BYTES }), 0]]);
  }
  // The composer recurses; where its stack ends inside a regular expression, the engine ends the process.
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = nestingOf(tokens, LIMIT_NESTING);
  if (tooDeep !== undefined) {
    return failed([[say('config.yaml-too-deep', { limit: LIMIT_NESTING }), tooDeep]]);
  }
  const alias = findAlias(tokens);
  if (alias !== undefined) return failed([[say('config.yaml-alias', {}), alias]]);

  // Pretty errors quote the line that they speak of, which may hold a token.
  const document = parseDocument(text, {
    prettyErrors: false,
    stringKeys: true,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0)
    return failed(
      errors.map((error) => [
        syntaxMessages[error.code] ?? say('config.yaml-syntax', { code: error.code }),
        error.pos[0],
      ]),
    );

  const value: unknown = document.toJS();
  if (value !== null && value !== undefined && !isMap(document.contents)) {
    return failed([[say('config.not-a-map', { value: showValue(value, true) }), 0]]);
  }
  return {
    ok: true,
    raw: { ...(value as Readonly<Record<string, unknown>> | null) }, // a map or nothing: checked above
    find: (at, of) => {
      const offset = offsetOf(document, at, of);
      return offset === undefined ? undefined : placeAt(offset);
    },
  };
}

const syntaxMessages: Partial<Readonly<Record<YAMLError['code'], Message>>> = {
  TAB_AS_INDENT: say('config.yaml-tab', {}),
  DUPLICATE_KEY: say('config.yaml-duplicate-key', {}),
  TAG_RESOLVE_FAILED: say('config.yaml-tag', {}),
  MULTIPLE_TAGS: say('config.yaml-tag', {}),
  MULTIPLE_DOCS: say('config.yaml-several-documents', {}),
  NON_STRING_KEY: say('config.yaml-key', {}),
  KEY_OVER_1024_CHARS: say('config.yaml-key', {}),
  MISSING_CHAR: say('config.yaml-unclosed', {}),
};

function offsetOf(document: Document.Parsed, path: Path, of: 'key' | 'value'): number | undefined {
  let node: unknown = document.contents;
  let key: unknown;
  for (const step of path) {
    if (isSeq(node) && typeof step === 'number') {
      key = undefined;
      node = node.items[step];
    } else if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!isPair(pair)) return undefined;
      key = pair.key;
      node = pair.value;
    } else {
      return undefined;
    }
    if (node === undefined) return undefined;
  }
  // A value that is left out has no place of its own.
  const isShown = isNode(node) && node.range && node.range[1] > node.range[0];
  const wanted = (of === 'key' || !isShown) && isNode(key) ? key : node;
  return isNode(wanted) ? wanted.range?.[0] : undefined;
}
