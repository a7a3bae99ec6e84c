interface ClassPolicy {
  /** How long a value is kept at most, in milliseconds. */
  readonly ttlMs: number;
  /** Whether compression is worth trying. */
  readonly compressed: boolean;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What is cached, and how. The same text always has the same vector; a list of models changes with a deployment. */
export const cacheClasses = {
  chat_completion: { ttlMs: hour, compressed: true },
  // Floating-point numbers: zstd saves 8 % of them, for more time than Redis takes.
  embedding: { ttlMs: 7 * day, compressed: false },
  retrieval: { ttlMs: 10 * minute, compressed: true },
  models: { ttlMs: 5 * minute, compressed: true },
  semantic_index: { ttlMs: hour, compressed: false },
} as const satisfies Readonly<Record<string, ClassPolicy>>;

export type CacheClass = keyof typeof cacheClasses;

/** Times to live by class, in milliseconds; a class that is left out keeps its own. */
export type CacheTtls = Readonly<Partial<Record<CacheClass, number>>>;

export const isCacheClass = (name: string): name is CacheClass => Object.hasOwn(cacheClasses, name);
