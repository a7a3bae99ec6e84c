import { readersOf } from '../diodes/access.ts';
import type { Arm } from '../diodes/arm.ts';
import { type MemoryType, meaningOf, payloadOf, type Remembered } from '../diodes/remembered.ts';
import type { Entity } from '../knowledge/entity-row.ts';
import { collectionOf } from '../vectors/collections.ts';
import type { VectorMatch, VectorStore } from '../vectors/vector-store.ts';

/** Makes vectors of texts. */
export interface Embeddings {
  /** Names the model: vectors of another one are not compared with its. */
  readonly model: string;
  /** One vector for each text, in its place. */
  embed(tenantId: string, texts: readonly string[]): Promise<readonly Float32Array[]>;
}

/** Which memories a meaning is looked for among. */
export interface MeaningSearch {
  /** Undefined for all that the arm has. */
  readonly types: readonly MemoryType[] | undefined;
  readonly language: string | undefined;
  readonly limit: number;
}

/**
 * What memories mean, as vectors. Every arm has a collection with those memories that it may read and no others, so a
 * search for an arm cannot even come near what is not for it.
 */
export class Meanings {
  readonly #vectors: VectorStore;
  readonly #embeddings: Embeddings;

  constructor(vectors: VectorStore, embeddings: Embeddings) {
    this.#vectors = vectors;
    this.#embeddings = embeddings;
  }

  /** The vector of a text. */
  async of(tenantId: string, text: string): Promise<Float32Array> {
    const [vector] = await this.#embeddings.embed(tenantId, [text]);
    if (vector === undefined) throw new RangeError(`${this.#embeddings.model} gave no vector for a text.`);
    return vector;
  }

  /** The vector of a memory. */
  ofMemory(tenantId: string, memory: Remembered): Promise<Float32Array> {
    return this.of(tenantId, meaningOf(memory));
  }

  async keep(
    tenantId: string,
    { id, createdAt }: Entity,
    memory: Remembered,
    vector: Float32Array,
  ): Promise<void> {
    const point = { id, documentId: id, vector, payload: payloadOf(memory), createdAt };
    for (const arm of readersOf(memory.type))
      await this.#vectors.upsert(tenantId, this.#collection(arm), [point]);
  }

  async forget(tenantId: string, type: MemoryType, id: string): Promise<void> {
    for (const arm of readersOf(type))
      await this.#vectors.deleteDocument(tenantId, this.#collection(arm), id);
  }

  /** Ids of the memories of an arm that are nearest to a text, those that point the other way left out. */
  async search(
    tenantId: string,
    arm: Arm,
    text: string,
    { types, language, limit }: MeaningSearch,
  ): Promise<VectorMatch[]> {
    const vector = await this.of(tenantId, text);
    const searches = (types ?? [undefined]).map((type) => {
      const payload = {
        ...(type === undefined ? {} : { type }),
        ...(language === undefined ? {} : { language }),
      };
      return this.#vectors.search(tenantId, this.#collection(arm), vector, limit, { payload });
    });
    return (await Promise.all(searches))
      .flat()
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  #collection(arm: Arm): string {
    return collectionOf(arm, this.#embeddings.model);
  }
}
