import type { CacheKey, CacheKeyMaker } from '../keys/cache-key.ts';
import type { TwoLevelCache } from '../levels/two-level-cache.ts';
import { Cacheable } from '../values/cacheable.ts';
import { vectorOfBytes } from '../values/vector-bytes.ts';

/** Vectors that were made. */
export interface MadeVectors {
  readonly vectors: readonly Float32Array[];
  /** Whether they are of the model of the request: those of another are told, and never kept. */
  readonly mayKeep: boolean;
}

/** Makes vectors for texts, one for each in its place. */
export type Embed = (texts: readonly string[]) => Promise<MadeVectors>;

export interface EmbedRequest {
  readonly tenant: string;
  readonly model: string;
  /** What else a vector depends on, such as the number of dimensions. */
  readonly parameters?: unknown;
  readonly texts: readonly string[];
}

/** The vectors of a request. */
export interface Embedded {
  /** One for each text, in its place. */
  readonly vectors: readonly Float32Array[];
  /** How many texts were given to `embed`: what the provider charges for. */
  readonly computed: number;
}

/** An embedding function gave another number of vectors than there were texts. */
export class EmbeddingCountError extends Error {
  constructor(expected: number, given: number) {
    super(`The embedding function gave ${given} vectors for ${expected} texts.`);
    this.name = 'EmbeddingCountError';
  }
}

/** Remembers the vector of each text, so that only texts that are new to all replicas are embedded. */
export class EmbeddingCache {
  readonly #cache: TwoLevelCache;
  readonly #keyOf: CacheKeyMaker;

  constructor(cache: TwoLevelCache, keyOf: CacheKeyMaker) {
    this.#cache = cache;
    this.#keyOf = keyOf;
  }

  /**
   * The vectors of all texts, with one call of `embed` at most: for the texts that are missing, each once.
   * @throws EmbeddingCountError when `embed` gives too few or too many; whatever `embed` throws
   */
  async embedMany(request: EmbedRequest, embed: Embed): Promise<Embedded> {
    const { tenant, model, parameters = {}, texts } = request;
    const wanted = [...new Set(texts)];
    const keys = wanted.map((input) =>
      this.#keyOf({ tenant, class: 'embedding', checks: [], model, parameters, input }),
    );
    const hits = await this.#cache.getMany(keys);
    const { stamp } = this.#cache.purges;
    const known = new Map<string, Float32Array>();
    const missing: { readonly key: CacheKey; readonly text: string }[] = [];
    for (const [index, key] of keys.entries()) {
      const text = wanted[index] ?? '';
      const bytes = hits[index]?.value ?? undefined;
      const vector = bytes === undefined ? undefined : vectorOfBytes(bytes);
      if (vector === undefined) missing.push({ key, text });
      else known.set(text, vector);
    }
    if (missing.length > 0) {
      const { vectors: made, mayKeep } = await embed(missing.map(({ text }) => text));
      if (made.length !== missing.length) throw new EmbeddingCountError(missing.length, made.length);
      const writes = missing.flatMap(({ key, text }, index) => {
        const vector = made[index];
        if (vector === undefined) return [];
        known.set(text, vector);
        return [{ key, value: Cacheable.vector(vector), stamp }];
      });
      if (mayKeep) await this.#cache.set(...writes);
    }
    return { vectors: texts.flatMap((text) => known.get(text) ?? []), computed: missing.length };
  }
}
