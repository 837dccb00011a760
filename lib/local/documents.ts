/** What the local default keeps on disk: named pieces of JSON, each written or removed as a whole. */
export interface Documents {
  /** Resolves once it is on disk. */
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /** All of them, in the order of their keys. */
  all(): Promise<readonly StoredDocument[]>;
}

export interface StoredDocument {
  readonly key: string;
  /** As it was put; a shape of an older version is the reader's to refuse. */
  readonly value: unknown;
}
