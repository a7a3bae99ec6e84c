/** Records of a scope that were added after a position, oldest first. */
export interface NewRecords {
  /** Where the next read goes on. */
  readonly position: string;
  readonly records: readonly Buffer[];
  /** Whether there may be more: they come in pages, so that no reader holds up its process. */
  readonly more: boolean;
}

export interface RecordLimits {
  /** How many records a scope keeps at most; the oldest go first. */
  readonly maxRecords: number;
  /** How long a scope is kept after the last record, in milliseconds. */
  readonly ttlMs: number;
}

/** What replicas tell each other about the questions of a scope. While the store is away nothing is new. */
export interface SharedVectors {
  /** @param position - what the last read gave; undefined for all there is */
  readAfter(scopeId: string, position: string | undefined): Promise<NewRecords | undefined>;
  add(scopeId: string, record: Buffer, limits: RecordLimits): Promise<void>;
}
