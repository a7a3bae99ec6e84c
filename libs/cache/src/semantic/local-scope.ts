import type { SemanticRecord } from './semantic-record.ts';
import { dot } from './vectors.ts';

/** A record and how near it is. */
export interface Candidate {
  readonly record: SemanticRecord;
  /** The cosine of the angle between the questions' vectors. */
  readonly similarity: number;
}

/** The records of one scope in this process, one for each answer, the oldest first to go. */
export class LocalScope {
  readonly #records = new Map<string, SemanticRecord>();
  readonly #max: number;
  /** The purges that were known when it was begun. */
  readonly stamp: number;
  /** How far the shared records have been read. */
  position: string | undefined;

  constructor(max: number, stamp: number) {
    this.#max = max;
    this.stamp = stamp;
  }

  /** What it takes, about, in bytes. */
  get bytes(): number {
    let bytes = 256;
    for (const { vector } of this.#records.values()) bytes += vector.byteLength + 256;
    return bytes;
  }

  add(record: SemanticRecord): void {
    this.#records.delete(record.answer.id);
    this.#records.set(record.answer.id, record);
    for (const id of this.#records.keys()) {
      if (this.#records.size <= this.#max) return;
      this.#records.delete(id);
    }
  }

  /** The records with this guard. */
  guardedBy(guard: string): readonly SemanticRecord[] {
    return [...this.#records.values()].filter((record) => record.guard === guard);
  }
}

/** The records at least as near as the threshold, the nearest first. */
export const nearest = (
  records: readonly SemanticRecord[],
  vector: Float32Array,
  threshold: number,
): readonly Candidate[] =>
  records
    .map((record) => ({ record, similarity: dot(record.vector, vector) }))
    .filter(({ similarity }) => similarity >= threshold)
    .sort((one, other) => other.similarity - one.similarity);
