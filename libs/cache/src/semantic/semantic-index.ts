import { createHmac, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { cacheClasses } from '../keys/cache-class.ts';
import type { CacheKey } from '../keys/cache-key.ts';
import { deriveKey } from '../keys/derive-key.ts';
import type { CacheHit, TwoLevelCache } from '../levels/two-level-cache.ts';
import type { ValueCipher } from '../values/value-cipher.ts';
import { guardFeatures } from './guards.ts';
import { LocalScope, nearest } from './local-scope.ts';
import { packRecord, type SemanticRecord, unpackRecord } from './semantic-record.ts';
import type { SharedVectors } from './shared-vectors.ts';
import { normalised } from './vectors.ts';

export interface SemanticIndexOptions {
  /** Where the answers are. */
  readonly cache: TwoLevelCache;
  /** The vector of a question. It is not asked when no earlier question has the same guards. */
  readonly embed: (text: string) => Promise<Float32Array>;
  /** At least 16 bytes, the same for every replica. */
  readonly secret: string | Uint8Array;
  /** Hears why an embedding failed; the question is then a miss. */
  readonly onError: (error: unknown) => void;
  /** What other replicas were asked. Without it the index is this process's own. */
  readonly shared?: SharedVectors;
  /** Encrypts what is shared. */
  readonly cipher?: ValueCipher;
  /** The least cosine of a hit. It depends on the embedding. @default .92 */
  readonly threshold?: number;
  /** How many questions a scope remembers. @default 1,000 */
  readonly maxPerScope?: number;
  /** How much memory all scopes may take here, in bytes. @default 32 MiB */
  readonly maxBytes?: number;
}

/** An answer to a question that is as good as the same. */
export interface SemanticHit extends CacheHit {
  readonly key: CacheKey;
  readonly similarity: number;
}

/** A question that was looked up. */
export interface SemanticLookup {
  readonly hit: SemanticHit | undefined;
  /** Remembers under which key the answer was cached. Only call it when it was. */
  readonly remember: (answer: CacheKey) => Promise<void>;
}

/** Longer texts are no questions: a word may decide that is lost among so many. UTF-16 code units. */
const longestQuestion = 2_000;

/** How many near answers are tried, for those that are not cached any more. */
const tries = 3;

/**
 * Finds the answer to an earlier question of the same scope that means the same: the vectors are near, and numbers,
 * quotes, names and deciding words are equal. A scope is a cache key of the class `semantic_index` over everything but
 * the question: tenant, checks, model, parameters and the conversation before it.
 */
export class SemanticIndex {
  readonly #options: SemanticIndexOptions;
  readonly #guardKey: KeyObject;
  readonly #scopes: LRUCache<string, LocalScope>;

  /** @throws RangeError when the secret is too short */
  constructor(options: SemanticIndexOptions) {
    this.#options = options;
    this.#guardKey = deriveKey(options.secret, 'guards');
    this.#scopes = new LRUCache({
      maxSize: options.maxBytes ?? 32 * 1_024 * 1_024,
      sizeCalculation: ({ bytes }) => bytes,
    });
  }

  /** @throws RangeError for a scope of another class */
  async lookUp(scope: CacheKey, question: string): Promise<SemanticLookup> {
    if (scope.class !== 'semantic_index') throw new RangeError(`A scope cannot be of class ${scope.class}.`);
    if (question.length > longestQuestion) return { hit: undefined, remember: async () => undefined };
    const asked = new Question(this.#guardOf(question), () => this.#options.embed(question));
    try {
      return {
        hit: await this.#find(await this.#scopeOf(scope), asked),
        remember: (answer) => this.#remember(scope, asked, answer),
      };
    } catch (error) {
      this.#options.onError(error);
      return { hit: undefined, remember: async () => undefined };
    }
  }

  async #find(local: LocalScope, asked: Question): Promise<SemanticHit | undefined> {
    const { cache, threshold = 0.92 } = this.#options;
    const records = local.guardedBy(asked.guard);
    if (records.length === 0) return undefined;
    for (const { record, similarity } of nearest(records, await asked.vector(), threshold).slice(0, tries)) {
      const hit = await cache.get(record.answer);
      if (hit !== undefined) return { ...hit, key: record.answer, similarity };
    }
    return undefined;
  }

  /** @throws RangeError for an answer of another tenant: nobody may find it */
  async #remember(scope: CacheKey, asked: Question, answer: CacheKey): Promise<void> {
    if (answer.tenant !== scope.tenant) throw new RangeError('An answer belongs to the tenant of its scope.');
    const { shared, cipher, onError } = this.#options;
    try {
      const record: SemanticRecord = { guard: asked.guard, answer, vector: await asked.vector() };
      const local = await this.#scopeOf(scope);
      local.add(record);
      this.#scopes.set(scope.id, local);
      const packed = packRecord(record);
      const sealed = cipher === undefined ? packed : cipher.seal(scope.id, packed);
      await shared?.add(scope.id, sealed, {
        maxRecords: this.#max,
        ttlMs: cacheClasses.semantic_index.ttlMs,
      });
    } catch (error) {
      onError(error);
    }
  }

  /** The scope with what other replicas have added to it. */
  async #scopeOf(scope: CacheKey): Promise<LocalScope> {
    const { cache, shared } = this.#options;
    await cache.purges.refresh();
    const known = this.#scopes.get(scope.id);
    const local =
      known !== undefined && cache.purges.isCurrent(scope, known.stamp)
        ? known
        : new LocalScope(this.#max, cache.purges.stamp);
    let news = await shared?.readAfter(scope.id, local.position);
    const changed = news !== undefined || local !== known;
    while (news !== undefined) {
      for (const bytes of news.records) {
        const record = this.#open(scope, bytes);
        if (record !== undefined && record.answer.tenant === scope.tenant) local.add(record);
      }
      local.position = news.position;
      news = news.more ? await shared?.readAfter(scope.id, local.position) : undefined;
    }
    if (changed) this.#scopes.set(scope.id, local);
    return local;
  }

  #open(scope: CacheKey, bytes: Buffer): SemanticRecord | undefined {
    const { cipher } = this.#options;
    try {
      return unpackRecord(cipher === undefined ? bytes : cipher.open(scope.id, bytes));
    } catch (error) {
      this.#options.onError(error);
      return undefined;
    }
  }

  #guardOf(question: string): string {
    const text = JSON.stringify(guardFeatures(question));
    // 132 bits are enough to tell guards apart.
    return createHmac('sha256', this.#guardKey).update(text).digest('base64url').slice(0, 22);
  }

  get #max(): number {
    return this.#options.maxPerScope ?? 1_000;
  }
}

/** A question whose vector is made when it is needed, once. */
class Question {
  readonly guard: string;
  readonly #embed: () => Promise<Float32Array>;
  #vector: Promise<Float32Array> | undefined;

  constructor(guard: string, embed: () => Promise<Float32Array>) {
    this.guard = guard;
    this.#embed = embed;
  }

  vector(): Promise<Float32Array> {
    this.#vector ??= this.#embed().then(normalised);
    return this.#vector;
  }
}
