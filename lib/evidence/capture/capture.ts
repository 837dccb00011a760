import type { ClusterReader } from '../cluster-reader.ts';
import type { EpochMs } from '../objects/fields.ts';
import type { ObjectKind } from '../objects/kinds.ts';
import type { Skip } from './capture-error.ts';

/** What was found in a capture. */
export interface CaptureSummary {
  readonly files: number;
  readonly objects: Readonly<Partial<Record<ObjectKind, number>>>;
  readonly logs: number;
  /** Bytes read, after decompression. */
  readonly bytes: number;
  /** What was passed over: the first of it, and how much in all. */
  readonly skipped: readonly Skip[];
  readonly skippedTotal: number;
}

export interface Capture {
  readonly reader: ClusterReader;
  /** The newest moment of which the capture speaks: its own `now`. */
  readonly newestAt: EpochMs | undefined;
  readonly summary: CaptureSummary;
}
