import type { EpochMs } from '../objects/fields.ts';
import type { Capture } from './capture.ts';
import { CaptureError, type CaptureProblem } from './capture-error.ts';
import { CaptureReader } from './capture-reader.ts';
import { Coverage } from './coverage.ts';
import { FileReader, type Stores } from './file-reader.ts';
import { type CaptureLimits, DEFAULT_LIMITS } from './limits.ts';
import { coverFile, type FileListings } from './listing.ts';
import { LogStore } from './log-store.ts';
import { later, momentOfLine } from './newest.ts';
import { ObjectStore } from './object-store.ts';
import { Skips } from './skips.ts';
import { walk } from './walk.ts';

export interface CaptureOptions {
  readonly limits?: Partial<CaptureLimits>;
  /** Told now and then how many bytes were read, after decompression, and of which file they are. */
  readonly onProgress?: (bytesRead: number, path: string) => void;
}

/**
 * Reads what somebody captured of a cluster: files, folders and tarballs, all into one. Nothing is written to disk.
 * What is not known is passed over and counted.
 * @throws CaptureError where a path cannot be read, a limit is exceeded, or nothing of Kubernetes is in it
 */
export async function openCapture(paths: readonly string[], options: CaptureOptions = {}): Promise<Capture> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const stores: Stores = {
    objects: new ObjectStore(),
    logs: new LogStore(limits),
    skips: new Skips(limits.listedSkips),
  };
  const reader = new FileReader(stores, limits, options.onProgress);
  for (const path of paths) {
    for await (const file of walk(path, limits, stores.skips)) await reader.read(file);
  }
  if (reader.sound === 0) throw new CaptureError(whyNothing(paths, reader, stores.skips));
  return {
    reader: new CaptureReader(
      stores.objects,
      coverageOf(reader.listings, stores.objects),
      stores.logs,
      reader.bytes,
    ),
    newestAt: stores.objects.newest ?? newestOfLogs(stores.logs),
    summary: {
      files: reader.files,
      objects: stores.objects.counts,
      logs: stores.logs.count,
      bytes: reader.bytes,
      skipped: stores.skips.listed,
      skippedTotal: stores.skips.total,
    },
  };
}

function coverageOf(files: readonly FileListings[], objects: ObjectStore): Coverage {
  const coverage = new Coverage();
  const nodes = files.filter(({ listings }) => listings.some((listing) => listing.holds('Node')));
  for (const file of nodes) coverFile(file, coverage, false);
  const oneNode = objects.count('Node') === 1 && coverage.covers('Node', undefined);
  for (const file of files) coverFile(file, coverage, oneNode);
  return coverage;
}

function newestOfLogs(logs: LogStore): EpochMs | undefined {
  let newest: EpochMs | undefined;
  for (const line of logs.lastLines()) newest = later(newest, momentOfLine(line));
  return newest;
}

/** The most telling reason why a capture gave nothing. */
function whyNothing(paths: readonly string[], reader: FileReader, skips: Skips): CaptureProblem {
  const [malformed] = reader.malformed;
  if (malformed) return { kind: 'malformed', ...malformed };
  const first = paths[0] ?? '';
  const unsafe = skips.count('unsafe-path') + skips.count('link');
  if (unsafe > 0 && unsafe === skips.total) {
    return { kind: 'archive-unsafe-path', path: skips.listed[0]?.path ?? first, entries: unsafe };
  }
  if (skips.total === skips.count('empty')) return { kind: 'empty', path: skips.listed[0]?.path ?? first };
  return { kind: 'nothing-recognised', paths, skipped: skips.listed };
}
