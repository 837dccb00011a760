import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CaptureError } from './capture-error.ts';
import type { CaptureLimits } from './limits.ts';
import type { Skips } from './skips.ts';

/** A file on disk that belongs to a capture. */
export interface CaptureFile {
  readonly path: string;
  readonly bytes: number;
  /** Given by name, not found in a folder. */
  readonly isRoot: boolean;
  /** Folders that lead to it within what was given, that one's own name among them. */
  readonly folders: number;
}

/** The files of one given path, in the order of their names. A pipe can be given by name (`--from <(kubectl …)`). */
export async function* walk(root: string, limits: CaptureLimits, skips: Skips): AsyncGenerator<CaptureFile> {
  const found = await stat(root).catch((error: unknown) => {
    throw new CaptureError(unreadable(root, error));
  });
  if (found.isFile() || found.isFIFO()) yield { path: root, bytes: found.size, isRoot: true, folders: 0 };
  else if (found.isDirectory()) yield* folder(root, await realpath(root), 0, limits, skips);
  else throw new CaptureError({ kind: 'not-readable', path: root, code: 'ENOTFILE' });
}

export function unreadable(path: string, error: unknown): CaptureError['problem'] {
  const code =
    error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'EUNKNOWN';
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? { kind: 'no-such-path', path }
    : { kind: 'not-readable', path, code };
}

async function* folder(
  path: string,
  realRoot: string,
  depth: number,
  limits: CaptureLimits,
  skips: Skips,
): AsyncGenerator<CaptureFile> {
  if (depth > limits.folderDepth) {
    skips.add(path, 'too-deep');
    return;
  }
  const names = await readdir(path).catch((error: unknown) => {
    if (depth === 0) throw new CaptureError(unreadable(path, error));
    skips.add(path, 'not-readable');
    return [];
  });
  for (const name of names.sort()) {
    const child = join(path, name);
    const entry = await lstat(child).catch(() => undefined);
    if (!entry) skips.add(child, 'not-readable');
    else if (entry.isDirectory()) yield* folder(child, realRoot, depth + 1, limits, skips);
    else if (entry.isFile()) yield { path: child, bytes: entry.size, isRoot: false, folders: depth + 1 };
    else if (entry.isSymbolicLink()) yield* link(child, realRoot, depth + 1, skips);
    else skips.add(child, 'special-file');
  }
}

/** A link is followed only to a file within the same capture. */
async function* link(
  path: string,
  realRoot: string,
  folders: number,
  skips: Skips,
): AsyncGenerator<CaptureFile> {
  const target = await realpath(path).catch(() => undefined);
  const entry = target?.startsWith(realRoot + sep) ? await lstat(target) : undefined;
  if (entry?.isFile()) yield { path, bytes: entry.size, isRoot: false, folders };
  else skips.add(path, 'link');
}
