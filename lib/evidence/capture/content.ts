import type { CaptureFormat, TextPosition } from './capture-error.ts';
import type { Intake, ListIntake } from './intake.ts';
import { JsonFramer } from './json-framer.ts';
import type { LogOwner } from './layout.ts';
import type { CaptureLimits } from './limits.ts';
import type { LogStore } from './log-store.ts';
import { type ParsedText, parseJson, parseYaml } from './parse-text.ts';
import type { Skips } from './skips.ts';
import { YamlFramer } from './yaml-framer.ts';

/** Takes the bytes of one file. */
export interface Content {
  write(chunk: Buffer): void;
  end(): void;
}

/** What one file came to, beside the objects that its intake counts. */
export interface FileOutcome {
  readonly path: string;
  readonly skips: Skips;
  readonly intake: Intake;
  logs: number;
  /** Where it first stopped being what it claims to be. */
  malformed: { readonly format: CaptureFormat; readonly at: TextPosition | undefined } | undefined;
}

export function reportMalformed(
  outcome: FileOutcome,
  format: CaptureFormat,
  at: TextPosition | undefined,
): void {
  outcome.malformed ??= { format, at };
  outcome.skips.add(outcome.path, 'malformed', { format, ...(at ? { at } : {}) });
}

const FRAME = /^==== (START|END) logs for container (\S{1,253}) of pod ([^\s/]{1,253})\/(\S{1,253}) ====\r?$/;

/** JSON: values, lists, JSON lines, and a whole dump on one stream with the logs between. */
export function jsonContent(outcome: FileOutcome, logs: LogStore, limits: CaptureLimits): Content {
  const { intake, skips, path } = outcome;
  const frames = new LogFrames(outcome, logs);
  let list: ListIntake | undefined;
  const parsed = (text: string, at: TextPosition): ParsedText => {
    const result = parseJson(text, at);
    if (!result.ok) reportMalformed(outcome, 'json', result.at);
    return result;
  };
  return new JsonFramer(
    {
      value(text, at) {
        const result = parsed(text, at);
        if (result.ok) intake.value(result.value);
      },
      listBegins(opening, at) {
        const isArray = opening.trimStart().startsWith('[');
        list = intake.list(isArray);
        const head = isArray ? undefined : parseJson(`${opening}]}`, at);
        if (head?.ok) list.begin(head.value);
      },
      item(text, at) {
        const result = parsed(text, at);
        if (result.ok) list?.item(result.value);
        else list?.spoil();
      },
      listEnds(frame, at) {
        const result = parsed(frame, at);
        if (!result.ok) list?.spoil();
        list?.end(result.ok ? result.value : {});
        list = undefined;
      },
      line: (text, at) => {
        if (!frames.line(text) && text.trim() !== '') {
          if (/^[\]},:]/.test(text)) reportMalformed(outcome, 'json', at);
          else skips.add(path, 'not-recognised');
        }
        return frames.inFrame ? 'lines' : 'json';
      },
      tooLarge() {
        list?.spoil();
        skips.add(path, 'too-large');
      },
      cutOff(at) {
        reportMalformed(outcome, 'json', at);
        list?.spoil();
        list?.end({});
        frames.close();
      },
    },
    limits.objectBytes,
  );
}

export function yamlContent(outcome: FileOutcome, limits: CaptureLimits): Content {
  const { intake, skips, path } = outcome;
  let list: ListIntake | undefined;
  const parsed = (text: string, at: TextPosition): ParsedText => {
    const result = parseYaml(text, at, limits.yamlAliases);
    if (!result.ok) reportMalformed(outcome, 'yaml', result.at);
    return result;
  };
  return new YamlFramer(
    {
      document(text, at) {
        const result = parsed(text, at);
        if (result.ok && result.value != null) intake.value(result.value);
      },
      item(text, at) {
        list ??= intake.list(false);
        const result = parsed(text, at);
        if (!result.ok) list.spoil();
        else for (const item of Array.isArray(result.value) ? result.value : []) list.item(item);
      },
      listEnds(frame, at) {
        const result = parsed(frame, at);
        if (!result.ok) list?.spoil();
        list?.end(result.ok ? result.value : {});
        list = undefined;
      },
      tooLarge() {
        list?.spoil();
        skips.add(path, 'too-large');
      },
    },
    limits.objectBytes,
  );
}

/** The frames that `cluster-info dump` puts around each container's log. */
class LogFrames {
  readonly #outcome: FileOutcome;
  readonly #logs: LogStore;
  #open: { owner: LogOwner; container: string; add: (part: Buffer) => boolean } | undefined;

  constructor(outcome: FileOutcome, logs: LogStore) {
    this.#outcome = outcome;
    this.#logs = logs;
  }

  get inFrame(): boolean {
    return this.#open !== undefined;
  }

  close(): void {
    this.#open = undefined;
  }

  /** Whether the line is a frame, or within one. A log may show the frames of other logs: only its own end ends it. */
  line(text: string): boolean {
    const [, mark, container = '', namespace = '', pod = ''] = FRAME.exec(text) ?? [];
    const open = this.#open;
    if (!open) {
      if (mark !== 'START') return false;
      const owner = { namespace, pod, previous: false };
      this.#open = { owner, container, add: this.#logs.open(owner, container) };
      this.#outcome.logs += 1;
      return true;
    }
    const ends =
      mark === 'END' &&
      container === open.container &&
      pod === open.owner.pod &&
      namespace === open.owner.namespace;
    if (ends) this.#open = undefined;
    else if (!this.#logs.recordFailure(open.owner, open.container, text)) this.#add(open.add, text);
    return true;
  }

  #add(add: (part: Buffer) => boolean, text: string): void {
    if (!this.#logs.addLine(add, text)) this.#outcome.skips.add(this.#outcome.path, 'too-large');
  }
}

/** A file that is a container's log by its place. */
export function logContent(outcome: FileOutcome, owner: LogOwner, logs: LogStore): Content {
  const add = logs.open(owner, owner.container ?? '');
  outcome.logs += 1;
  let full = false;
  return {
    write(chunk) {
      for (let from = 0; from < chunk.length; ) {
        const newline = chunk.indexOf(0x0a, from);
        const end = newline === -1 ? chunk.length : newline + 1;
        full = !add(chunk.subarray(from, end)) || full;
        from = end;
      }
    },
    end() {
      if (full) outcome.skips.add(outcome.path, 'too-large');
    },
  };
}
