export {
  type Embed,
  type Embedded,
  EmbeddingCache,
  EmbeddingCountError,
  type EmbedRequest,
  type MadeVectors,
} from './embeddings/embedding-cache.ts';
export type { ComputeLocks, LeadEnd, Turn } from './flight/compute-locks.ts';
export { Flights } from './flight/flights.ts';
export {
  type Answer,
  type Compute,
  type Computed,
  type ComputeOptions,
  SingleFlight,
  type SingleFlightOptions,
} from './flight/single-flight.ts';
export { type CacheClass, type CacheTtls, cacheClasses, isCacheClass } from './keys/cache-class.ts';
export { type CacheKey, type CacheKeyMaker, type CacheKeyParts, cacheKeyMaker } from './keys/cache-key.ts';
export { NotJsonError } from './keys/canonical-json.ts';
export type { CacheEvent, CacheEventListener, CacheLevel } from './levels/cache-event.ts';
export type { SharedLevel } from './levels/shared-level.ts';
export {
  type CacheHit,
  type CacheWrite,
  TwoLevelCache,
  type TwoLevelCacheOptions,
} from './levels/two-level-cache.ts';
export type { Popularity } from './popularity/popularity.ts';
export type { PurgeRecord, PurgeState } from './purge/purge-record.ts';
export { PurgeNotSharedError } from './purge/purges.ts';
export { openSharedLevel, type SharedLevelOptions } from './redis/open-shared-level.ts';
export { guardFeatures, guardsAgree } from './semantic/guards.ts';
export {
  type SemanticHit,
  SemanticIndex,
  type SemanticIndexOptions,
  type SemanticLookup,
} from './semantic/semantic-index.ts';
export type { NewRecords, RecordLimits, SharedVectors } from './semantic/shared-vectors.ts';
export type { CacheStore, PurgeScope, StoredEntry } from './stores/cache-store.ts';
export { ProcessStore, type ProcessStoreOptions } from './stores/process-store.ts';
export { Cacheable, type PersonalDataCheck, Uncacheable } from './values/cacheable.ts';
export { ValueCipher } from './values/value-cipher.ts';
export { bytesOfVector, vectorOfBytes } from './values/vector-bytes.ts';
