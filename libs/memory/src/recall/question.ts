import type { MemoryType } from '../diodes/remembered.ts';
import type { Entity } from '../knowledge/entity-row.ts';
import type { Properties } from '../knowledge/new-entity.ts';

interface Asked {
  /** @default every type that the arm may read */
  readonly types?: readonly MemoryType[] | undefined;
  /**
   * Memories at most, from 1 to 100.
   * @default 10
   */
  readonly limit?: number;
}

/** A thing that is known by its name. */
export interface NameQuestion {
  readonly kind: 'name';
  readonly type: MemoryType;
  readonly name: string;
}

/** What holds words. */
export interface WordsQuestion extends Asked {
  readonly kind: 'words';
  /** See EntitySearch.text. */
  readonly text: string;
  /** Values that the properties have. */
  readonly properties?: Properties | undefined;
}

/** What means about the same. */
export interface MeaningQuestion extends Asked {
  readonly kind: 'meaning';
  readonly text: string;
  /** Only memories of this programming language, for types that have one. */
  readonly language?: string | undefined;
}

/** What holds the words or means about the same, the best of both. */
export interface AnyQuestion extends Asked {
  readonly kind: 'any';
  readonly text: string;
}

/** What memory is asked. Its kind says which stores answer: entities, vectors or both. */
export type Question = NameQuestion | WordsQuestion | MeaningQuestion | AnyQuestion;

/** A memory that answers a question. */
export interface Recollection {
  readonly entity: Entity;
  /**
   * How well it answers, higher is better: 1 for a name, ts_rank for words, the cosine for a meaning, and reciprocal
   * rank fusion for both together. Comparable only within one answer.
   */
  readonly score: number;
}

/** How many memories a question wants. */
export const limitOf = ({ limit = 10 }: Asked): number => Math.min(Math.max(limit, 1), 100);
