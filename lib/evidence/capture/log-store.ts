import type { LogQuery } from '../cluster-reader.ts';
import { nameOf, type Reading } from '../reading.ts';
import { MASK, redact } from '../redaction.ts';
import type { LogOwner } from './layout.ts';
import { logFailure } from './log-failure.ts';

/** What kubectl writes into a dump where it could not fetch a log. */
const FAILED = /^(?:Request log error|Create log request error|Create log error): (.{0,4000})/;
const NEWLINE = Buffer.from('\n');

/** The end of one container's log, while it is being read. */
class LogTail {
  #parts: Buffer[] = [];
  #bytes = 0;
  failure: string | undefined;
  /** Whether the beginning was let go. */
  cut = false;

  add(part: Buffer, limit: number): number {
    const before = this.#bytes;
    this.#parts.push(part);
    this.#bytes += part.length;
    while (this.#bytes - (this.#parts[0]?.length ?? 0) >= limit) {
      this.#bytes -= this.#parts.shift()?.length ?? 0;
      this.cut = true;
    }
    return this.#bytes - before;
  }

  text(): string {
    const whole = Buffer.concat(this.#parts).toString('utf8');
    return redactTail(this.cut ? whole.slice(whole.indexOf('\n') + 1) : whole);
  }
}

/** Masks also a PEM block whose beginning was cut away. */
function redactTail(text: string): string {
  const end = /-----END [A-Z0-9 ]{1,40}-----/.exec(text);
  if (!end) return redact(text);
  const begin = text.indexOf('-----BEGIN ');
  const headless = begin === -1 || begin > end.index;
  return redact(headless ? MASK + text.slice(end.index + end[0].length) : text);
}

/** Keeps the end of every container's log, masks it when it is asked for. */
export class LogStore {
  readonly #logs = new Map<string, Map<string, LogTail>>();
  readonly #limitBytes: number;
  readonly #allBytes: number;
  #bytes = 0;
  #count = 0;

  constructor(limits: { readonly logBytes: number; readonly allLogBytes: number }) {
    this.#limitBytes = limits.logBytes;
    this.#allBytes = limits.allLogBytes;
  }

  get count(): number {
    return this.#count;
  }

  /** Begins a log, even one that stays empty; answers how its lines are added, false where there is no room left. */
  open(owner: LogOwner, container: string): (part: Buffer) => boolean {
    const key = `${owner.namespace}/${owner.pod}`;
    const ofPod = this.#logs.get(key) ?? new Map<string, LogTail>();
    this.#logs.set(key, ofPod);
    const tail = new LogTail();
    ofPod.set(keyOf(container, owner.previous), tail);
    this.#count += 1;
    return (part) => {
      if (this.#bytes >= this.#allBytes) {
        tail.cut = true;
        return false;
      }
      this.#bytes += tail.add(Buffer.from(part), this.#limitBytes); // a copy: the part is a view of a large chunk
      return true;
    };
  }

  addLine(add: (part: Buffer) => boolean, line: string): boolean {
    return add(Buffer.concat([Buffer.from(line), NEWLINE]));
  }

  /** Records that kubectl could not fetch a log, where a line of a frame says so. */
  recordFailure(owner: LogOwner, container: string, line: string): boolean {
    const detail = FAILED.exec(line)?.[1];
    const tail = this.#logs.get(`${owner.namespace}/${owner.pod}`)?.get(keyOf(container, owner.previous));
    if (detail === undefined || !tail) return false;
    tail.failure = detail;
    return true;
  }

  /**
   * The log as far as it was captured. Where only the present run's log was captured it answers for the run before
   * too: of a container that waits to be restarted, kubectl fetches the log of the run that ended.
   */
  read(query: LogQuery): Reading<string> {
    const what = `log of ${nameOf('Pod', query.pod, query.namespace)}`;
    const ofPod = this.#logs.get(`${query.namespace}/${query.pod}`);
    const found = ofPod && this.#choose(ofPod, query);
    if (!found) return { status: 'not-captured', what };
    if (found.failure !== undefined) return logFailure(redact(found.failure), query.namespace, what);
    return { status: 'collected', value: lastOf(found.text(), query) };
  }

  #choose(ofPod: Map<string, LogTail>, { container, previous }: LogQuery): LogTail | undefined {
    if (container !== undefined) {
      const before = previous ? ofPod.get(keyOf(container, true)) : undefined;
      return before ?? ofPod.get(keyOf(container, false));
    }
    const entries = [...ofPod];
    const before = previous ? entries.find(([key]) => key.startsWith('previous ')) : undefined;
    return (before ?? entries.find(([key]) => key.startsWith('current ')))?.[1];
  }

  /** The last lines of every log, for the time that they may tell. */
  *lastLines(): Generator<string> {
    for (const ofPod of this.#logs.values()) {
      for (const tail of ofPod.values()) {
        if (tail.failure === undefined) yield* tail.text().trimEnd().split('\n').slice(-5);
      }
    }
  }
}

const keyOf = (container: string, previous: boolean): string =>
  `${previous ? 'previous' : 'current'} ${container}`;

/** Cut after masking, so that no half of a secret is left. */
function lastOf(text: string, { tailLines, limitBytes }: LogQuery): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const tail = tailLines > 0 ? lines.slice(-tailLines).join('\n') : '';
  const bytes = Buffer.from(tail);
  if (bytes.length <= limitBytes) return tail;
  const cut = bytes.subarray(bytes.length - limitBytes).toString('utf8');
  return cut.slice(cut.indexOf('\n') + 1);
}
