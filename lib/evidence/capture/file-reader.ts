import { entriesOf } from './archive.ts';
import { ByteBudget, type ByteSource, bytesOfFile, fromUtf16, gunzipped, peek } from './byte-source.ts';
import { CaptureError, type CaptureFormat } from './capture-error.ts';
import { type Content, type FileOutcome, jsonContent, logContent, yamlContent } from './content.ts';
import { Intake } from './intake.ts';
import { layoutOf } from './layout.ts';
import type { CaptureLimits } from './limits.ts';
import type { FileListings } from './listing.ts';
import type { LogStore } from './log-store.ts';
import type { ObjectStore } from './object-store.ts';
import type { Skips } from './skips.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { type CaptureFile, unreadable } from './walk.ts';

/** Namespace and pod. */
const LOG_FOLDERS = 2;

export interface Stores {
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly skips: Skips;
}

/** Where a file was found: what is allowed inside it depends on that. */
interface Place {
  readonly path: string;
  readonly inside: 'disk' | 'gzip' | 'archive';
  /** Folders of the capture that lead to it: only from those is a log's owner read. */
  readonly folders: number;
}

/** Reads files one after another into the stores. */
export class FileReader {
  readonly #stores: Stores;
  readonly #limits: CaptureLimits;
  readonly #budget: ByteBudget;
  readonly listings: FileListings[] = [];
  readonly malformed: {
    path: string;
    format: CaptureFormat;
    at: { line: number; column: number } | undefined;
  }[] = [];
  files = 0;
  /** Files that are wholly what they claim to be and gave objects or logs. */
  sound = 0;

  constructor(stores: Stores, limits: CaptureLimits, onProgress?: (bytesRead: number, path: string) => void) {
    this.#stores = stores;
    this.#limits = limits;
    this.#budget = new ByteBudget(limits, onProgress);
  }

  get bytes(): number {
    return this.#budget.used;
  }

  async read({ path, bytes, isRoot, folders }: CaptureFile): Promise<void> {
    if (bytes > this.#limits.fileBytes) {
      if (isRoot)
        throw new CaptureError({ kind: 'too-large', path, bytes, limitBytes: this.#limits.fileBytes });
      this.#stores.skips.add(path, 'too-large');
      return;
    }
    try {
      await this.#source(bytesOfFile(path), { path, inside: 'disk', folders });
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (isRoot) throw new CaptureError(unreadable(path, error));
      this.#stores.skips.add(path, 'not-readable');
    }
  }

  async #source(source: ByteSource, place: Place): Promise<void> {
    const { head, isWhole, all } = await peek(source, SNIFF_BYTES);
    const { path } = place;
    const sniffed = sniff(head, isWhole);
    if (sniffed === 'gzip' || sniffed === 'tar') {
      if (place.inside === 'archive' || (place.inside === 'gzip' && sniffed === 'gzip')) {
        this.#stores.skips.add(path, 'nested-archive');
      } else if (sniffed === 'tar') await this.#guarded(path, 'tar', () => this.#archive(all, path));
      else {
        const inner = gunzipped(all, path, this.#limits);
        await this.#guarded(path, 'gzip', () => this.#source(inner, { ...place, inside: 'gzip' }));
      }
      return;
    }
    this.#countFile(path);
    if (sniffed === 'utf-16') await this.#content(fromUtf16(all), place, await peekText(head));
    else await this.#content(all, place, sniffed);
  }

  async #archive(source: ByteSource, path: string): Promise<void> {
    for await (const entry of entriesOf(source)) {
      const inner = `${path}!${entry.name}`;
      if (entry.kind === 'skipped') {
        this.#countFile(inner);
        this.#stores.skips.add(inner, entry.reason);
      } else {
        await this.#source(entry.content, {
          path: inner,
          inside: 'archive',
          folders: entry.name.split('/').length - 1,
        });
      }
    }
  }

  async #content(source: ByteSource, place: Place, sniffed: ReturnType<typeof sniff>): Promise<void> {
    const { path } = place;
    const layout = layoutOf(path);
    const { objects, skips } = this.#stores;
    const intake = new Intake(path, layout, objects, skips);
    const outcome: FileOutcome = { path, skips, intake, logs: 0, malformed: undefined };
    const content = this.#choose(sniffed, outcome, place);
    if (!content) {
      // Nothing more is read of it; the archive's reader moves on by itself.
      await closeSource(source);
      return;
    }
    for await (const chunk of source) {
      this.#budget.spend(chunk.length, path);
      content.write(chunk);
    }
    content.end();
    if (intake.listings.length > 0) this.listings.push({ layout, listings: intake.listings });
    if (outcome.malformed) this.malformed.push({ path, ...outcome.malformed });
    else if (intake.recognised > 0 || outcome.logs > 0 || isWholeListing(intake)) this.sound += 1;
  }

  #choose(sniffed: ReturnType<typeof sniff>, outcome: FileOutcome, place: Place): Content | undefined {
    const { skips, logs } = this.#stores;
    const { log } = layoutOf(place.path);
    const framed = sniffed === 'log-frames';
    if (log?.container !== undefined && place.folders >= LOG_FOLDERS && !framed && isText(sniffed))
      return logContent(outcome, log, logs);
    switch (sniffed) {
      case 'json':
      case 'log-frames':
        return jsonContent(outcome, logs, this.#limits);
      case 'yaml':
        return yamlContent(outcome, this.#limits);
      case 'empty':
        skips.add(place.path, 'empty');
        return undefined;
      case 'other-archive':
        skips.add(place.path, 'unsupported-archive');
        return undefined;
      case 'binary':
      case 'utf-16':
        skips.add(place.path, 'not-text');
        return undefined;
      case 'text':
      case 'gzip':
      case 'tar':
        skips.add(place.path, 'not-recognised');
        return undefined;
    }
  }

  #countFile(path: string): void {
    this.files += 1;
    if (this.files > this.#limits.files)
      throw new CaptureError({ kind: 'too-many-files', path, limit: this.#limits.files });
  }

  /** An archive that cannot be read to its end gives what could be read of it. */
  async #guarded(path: string, format: 'gzip' | 'tar', read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (error instanceof CaptureError || isErrno(error)) throw error;
      this.#stores.skips.add(path, 'malformed', { format });
      this.malformed.push({ path, format, at: undefined });
    }
  }
}

const isText = (sniffed: ReturnType<typeof sniff>): boolean =>
  sniffed === 'text' || sniffed === 'json' || sniffed === 'yaml' || sniffed === 'empty';

/** A listing that is there and empty is an answer too. */
const isWholeListing = (intake: Intake): boolean =>
  intake.listings.some((listing) => listing.kind !== undefined);

/** An error of the file system; those of zlib and of the archive's reader have no such code. */
const isErrno = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && typeof error.syscall === 'string';

async function peekText(head: Buffer): Promise<ReturnType<typeof sniff>> {
  return sniff(Buffer.from(new TextDecoder('utf-16le').decode(head, { stream: true })), false);
}

async function closeSource(source: ByteSource): Promise<void> {
  await source[Symbol.asyncIterator]().return?.();
}
