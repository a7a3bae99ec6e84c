import type { Provider } from '@nestjs/common';
import { screen } from '@octollm/guardrails';
import { hashedEmbedding, hashedEmbeddingModel } from '@octollm/llm';
import {
  Database,
  type Embeddings,
  type Memory,
  openMemory,
  SolutionStore,
  type VectorStore,
} from '@octollm/memory';
import {
  admissionWithFallback,
  type LimiterStore,
  LocalAdmissionLimiter,
  RedisAdmissionLimiter,
} from '@octollm/resilience';
import { LIMITER_STORE } from '@octollm/service-kit';
import { VECTORS } from '../stores/knowledge-vectors.ts';

/** Injects the memory of the arms. */
export const MEMORY = Symbol('octollm.retriever.memory');

/** Needs no provider, so what is remembered today is found tomorrow whatever is configured then. */
const embeddings: Embeddings = {
  model: hashedEmbeddingModel,
  embed: async (_tenantId, texts) => texts.map((text) => hashedEmbedding(text)),
};

/** What may not be kept of a text is the same for every tenant: personal data and secrets. */
const redact = (text: string): string => screen(text, ['pii', 'secrets']).sanitized_text;

/** Counts reads over all replicas when there is a store, and in this process otherwise. */
const limiterOf = (store: LimiterStore | null) => {
  const local = new LocalAdmissionLimiter();
  if (store === null) return local;
  const shared = new RedisAdmissionLimiter(store.redis, 'octollm:limit:memory');
  return admissionWithFallback(shared, local, store.failover);
};

export const memoryProviders: readonly Provider[] = [
  {
    provide: MEMORY,
    inject: [Database, VECTORS, LIMITER_STORE],
    useFactory: (database: Database, vectors: VectorStore, store: LimiterStore | null): Memory =>
      openMemory({ database, vectors, embeddings, redact, limiter: limiterOf(store) }),
  },
  { provide: SolutionStore, inject: [MEMORY], useFactory: (memory: Memory) => new SolutionStore(memory) },
];
