import { createReadStream } from 'node:fs';
import { pipeline, Readable, type Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CaptureError } from './capture-error.ts';
import type { CaptureLimits } from './limits.ts';

const CHUNK_BYTES = 256 * 1024;

/** Bytes as they come. */
export type ByteSource = AsyncIterable<Buffer>;

/** Counts everything that is read, after decompression, and ends the reading at the limit. */
export class ByteBudget {
  readonly #limits: CaptureLimits;
  readonly #onProgress: ((bytesRead: number, path: string) => void) | undefined;
  used = 0;

  constructor(limits: CaptureLimits, onProgress?: (bytesRead: number, path: string) => void) {
    this.#limits = limits;
    this.#onProgress = onProgress;
  }

  spend(bytes: number, path: string): void {
    this.used += bytes;
    if (this.used > this.#limits.totalBytes) {
      throw new CaptureError({
        kind: 'too-large',
        path,
        bytes: this.used,
        limitBytes: this.#limits.totalBytes,
      });
    }
    this.#onProgress?.(this.used, path);
  }
}

export const bytesOfFile = (path: string): ByteSource =>
  createReadStream(path, { highWaterMark: CHUNK_BYTES });

/** Collects at least `bytes` of a source to look at, and gives the source back whole. */
export async function peek(
  source: ByteSource,
  bytes: number,
): Promise<{ head: Buffer; isWhole: boolean; all: ByteSource }> {
  const iterator = source[Symbol.asyncIterator]();
  const parts: Buffer[] = [];
  let length = 0;
  let isWhole = false;
  while (length < bytes) {
    const next = await iterator.next();
    if (next.done) {
      isWhole = true;
      break;
    }
    parts.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Buffer> {
    try {
      yield* parts.splice(0);
      while (!isWhole) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await iterator.return?.();
    }
  }
  return { head: Buffer.concat(parts), isWhole, all: all() };
}

/** Leads a source into a stream; an error of either ends both, and whoever reads the stream gets it. */
export function lead(source: ByteSource, into: Writable): void {
  pipeline(Readable.from(source), into, () => {
    // The error destroys `into`, whose reader throws it: there is nothing left to tell here.
  });
}

/** The decompressed bytes, as long as they do not grow out of proportion: that is what a zip bomb does. */
export async function* gunzipped(
  source: ByteSource,
  path: string,
  limits: CaptureLimits,
): AsyncGenerator<Buffer> {
  let compressed = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      compressed += chunk.length;
      yield chunk;
    }
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  lead(counted(), gunzip);
  let bytes = 0;
  for await (const chunk of gunzip) {
    if (!Buffer.isBuffer(chunk)) continue; // a stream of zlib gives nothing but buffers; its type does not say so
    bytes += chunk.length;
    if (bytes > limits.archiveRatioFromBytes && bytes > compressed * limits.archiveRatio) {
      throw new CaptureError({ kind: 'archive-ratio', path, limit: limits.archiveRatio });
    }
    if (bytes > limits.archiveBytes) {
      throw new CaptureError({ kind: 'too-large', path, bytes, limitBytes: limits.archiveBytes });
    }
    yield chunk;
  }
}

/** UTF-16, as PowerShell writes what is redirected into a file, in UTF-8. */
export async function* fromUtf16(source: ByteSource): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-16le');
  for await (const chunk of source) yield Buffer.from(decoder.decode(chunk, { stream: true }));
}
