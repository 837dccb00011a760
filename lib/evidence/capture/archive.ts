import type { Writable } from 'node:stream';
import { extract } from 'tar-stream';
import { type ByteSource, lead } from './byte-source.ts';
import type { SkipReason } from './capture-error.ts';

/** What an archive holds at one place. */
export type ArchiveEntry =
  | { readonly kind: 'file'; readonly name: string; readonly content: ByteSource }
  | { readonly kind: 'skipped'; readonly name: string; readonly reason: SkipReason };

/**
 * The entries of a tar archive. Nothing is ever written, so a name cannot lead out of the archive's root; one that
 * tries to is still not believed (https://cwe.mitre.org/data/definitions/22.html).
 */
export async function* entriesOf(source: ByteSource): AsyncGenerator<ArchiveEntry> {
  const tar = extract();
  // A stream of streamx, which Node's `pipeline` takes as its own: the types of the two do not know each other.
  lead(source, tar as unknown as Writable);
  for await (const entry of tar) {
    const name = printable(entry.header.name);
    const { type } = entry.header;
    const chunks = entry[Symbol.asyncIterator]();
    if (type === 'file' || type === 'contiguous-file') {
      if (isUnsafe(entry.header.name)) yield { kind: 'skipped', name, reason: 'unsafe-path' };
      else yield { kind: 'file', name, content: contentOf(chunks) };
    } else if (type !== 'directory') {
      yield {
        kind: 'skipped',
        name,
        reason: type === 'symlink' || type === 'link' ? 'link' : 'special-file',
      };
    }
    // The next entry begins where this one was read to its end.
    while (!(await chunks.next()).done);
  }
}

/** Ends without ending the entry itself, since that would end the whole archive. */
async function* contentOf(chunks: AsyncIterator<unknown>): AsyncGenerator<Buffer> {
  while (true) {
    const next = await chunks.next();
    if (next.done) return;
    if (Buffer.isBuffer(next.value)) yield next.value;
  }
}

const isUnsafe = (name: string): boolean =>
  /^(?:[\\/]|[A-Za-z]:)/.test(name) || name.includes('\0') || name.split(/[\\/]/).includes('..');

/** A name as it can be shown: without what would steer a terminal. */
const printable = (name: string): string => name.replace(/\p{C}/gu, '\uFFFD').slice(0, 1024);
