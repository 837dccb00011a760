/** A place in a text; both count from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export type CaptureFormat = 'json' | 'yaml' | 'gzip' | 'tar';

/** Why something of a capture was passed over. */
export type SkipReason =
  | 'empty'
  | 'kind-not-read'
  | 'link'
  | 'malformed'
  | 'malformed-object'
  | 'nameless'
  | 'nested-archive'
  | 'not-readable'
  | 'not-recognised'
  | 'not-text'
  | 'secret'
  | 'special-file'
  | 'too-deep'
  | 'too-large'
  | 'unsafe-path'
  | 'unsupported-archive';

/** One kind of thing passed over in one file. */
export interface Skip {
  readonly path: string;
  readonly reason: SkipReason;
  /** How many of them the file holds. */
  readonly count: number;
  /** The kind of the objects, where they say one. */
  readonly kind?: string;
  /** The field that is not as its kind demands: of the first such object. */
  readonly field?: string;
  readonly format?: CaptureFormat;
  readonly at?: TextPosition;
}

/** Why a capture as a whole cannot be judged. Paths are as they were given, those inside an archive behind a `!`. */
export type CaptureProblem =
  | { readonly kind: 'no-such-path'; readonly path: string }
  | { readonly kind: 'not-readable'; readonly path: string; readonly code: string }
  | { readonly kind: 'empty'; readonly path: string }
  | {
      readonly kind: 'nothing-recognised';
      readonly paths: readonly string[];
      readonly skipped: readonly Skip[];
    }
  | {
      readonly kind: 'malformed';
      readonly path: string;
      readonly format: CaptureFormat;
      readonly at: TextPosition | undefined;
    }
  | { readonly kind: 'too-large'; readonly path: string; readonly bytes: number; readonly limitBytes: number }
  | { readonly kind: 'too-many-files'; readonly path: string; readonly limit: number }
  | { readonly kind: 'archive-ratio'; readonly path: string; readonly limit: number }
  | { readonly kind: 'archive-unsafe-path'; readonly path: string; readonly entries: number };

/** Thrown where a capture cannot be read at all. What it says is data: the words for people are written elsewhere. */
export class CaptureError extends Error {
  readonly problem: CaptureProblem;

  constructor(problem: CaptureProblem) {
    super(problem.kind);
    this.name = 'CaptureError';
    this.problem = problem;
  }
}
