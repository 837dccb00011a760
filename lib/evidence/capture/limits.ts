const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** How much of a capture is read at most: what people are sent may be large, or hostile. */
export interface CaptureLimits {
  /** Bytes of one file on disk; told from its size, before it is opened. */
  readonly fileBytes: number;
  /** Bytes in all, after decompression. */
  readonly totalBytes: number;
  /** Files in all, those in archives too. */
  readonly files: number;
  /** Folders within folders. */
  readonly folderDepth: number;
  /** Decompressed bytes of one archive, those too that are passed over. */
  readonly archiveBytes: number;
  /** Decompressed bytes per compressed byte, beyond the first `archiveRatioFromBytes`. */
  readonly archiveRatio: number;
  readonly archiveRatioFromBytes: number;
  /** Bytes of one object's text; a larger one is skipped. */
  readonly objectBytes: number;
  /** Bytes kept of one container's log: its end. */
  readonly logBytes: number;
  /** Bytes kept of all logs together. */
  readonly allLogBytes: number;
  /** Skipped things that are listed one by one; the rest is counted. */
  readonly listedSkips: number;
  /** Uses of an alias in one YAML document. */
  readonly yamlAliases: number;
}

export const DEFAULT_LIMITS: CaptureLimits = {
  fileBytes: GIB,
  totalBytes: GIB,
  files: 100_000,
  folderDepth: 32,
  archiveBytes: 8 * GIB,
  archiveRatio: 100,
  archiveRatioFromBytes: 10 * MIB,
  objectBytes: 32 * MIB,
  logBytes: MIB,
  allLogBytes: 256 * MIB,
  listedSkips: 100,
  yamlAliases: 100,
};
