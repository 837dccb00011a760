import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll } from '@jest/globals';
import { type Header, pack } from 'tar-stream';
import { CaptureError, type CaptureProblem } from '../../lib/evidence/capture/capture-error.ts';
import type { CaptureOptions } from '../../lib/evidence/capture/open-capture.ts';
import { type Capture, openCapture } from '../../lib/evidence/capture/open-capture.ts';

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

export type Files = Readonly<Record<string, unknown>>;

const bytesOf = (content: unknown): Buffer | string =>
  Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content, null, 2);

/** A new folder with these files; what is neither text nor bytes is written as JSON. */
export async function folderWith(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wardround-capture-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytesOf(content));
  }
  return folder;
}

/** One file with this content, by its path. */
export async function fileWith(content: unknown, name = 'capture'): Promise<string> {
  return join(await folderWith({ [name]: content }), name);
}

export type TarEntry = Partial<Header> & { readonly name: string; readonly content?: unknown };

export async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const archive = pack();
  for (const { content, ...header } of entries) archive.entry(header, bytesOf(content ?? ''));
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) if (Buffer.isBuffer(part)) parts.push(part);
  return Buffer.concat(parts);
}

export const tarGzOf = async (entries: readonly TarEntry[]): Promise<Buffer> =>
  gzipSync(await tarOf(entries));

/** What a capture is refused with. */
export async function problemOf(paths: readonly string[], options?: CaptureOptions): Promise<CaptureProblem> {
  const outcome = await openCapture(paths, options).catch((error: unknown) => error);
  if (outcome instanceof CaptureError) return outcome.problem;
  throw new Error(`expected a CaptureError, got ${outcome instanceof Error ? outcome.stack : 'a capture'}`);
}

export const opened = async (files: Files, options?: CaptureOptions): Promise<Capture> =>
  openCapture([await folderWith(files)], options);
