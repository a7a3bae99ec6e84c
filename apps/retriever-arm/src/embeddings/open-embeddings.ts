import { ConfigurationError, retrieverArm } from '@octollm/catalogue';
import { ModelNotFoundError } from '@octollm/contracts';
import { ModelDirectory, type ModelTarget, modelLimiter, offlineModel, providersOf } from '@octollm/llm';
import type { LimiterStore } from '@octollm/resilience';
import { type Metrics, ModelMeter } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { RetrieverConfig } from '../stores/config.ts';
import { hashedEmbeddings } from './hashed-embeddings.ts';
import { isExternal } from './outgoing-text.ts';
import type { PassageEmbeddings } from './passage-embeddings.ts';
import { type EmbeddingCharges, ProviderEmbeddings } from './provider-embeddings.ts';
import { VectorCache } from './vector-cache.ts';

/** What makes the vectors of passages, and what it holds open. */
export interface OpenEmbeddings {
  readonly embeddings: PassageEmbeddings;
  /** Ends what is under way for passages. */
  stop(): void;
  close(): Promise<void>;
}

const hashed: OpenEmbeddings = {
  embeddings: hashedEmbeddings,
  stop: () => undefined,
  close: async () => undefined,
};

/** @throws ConfigurationError when no provider that is set up has the model */
const targetOf = (directory: ModelDirectory, model: string): ModelTarget | undefined => {
  try {
    return directory.resolve(model).targets[0];
  } catch (error) {
    if (!(error instanceof ModelNotFoundError)) throw error;
    throw new ConfigurationError(retrieverArm.name, [
      'RETRIEVAL_EMBEDDING_MODEL names a model that no provider has. Set up its provider, or name another.',
    ]);
  }
};

/** The embeddings that RETRIEVAL_EMBEDDING_MODEL names, of hashed words without it. @throws like targetOf */
export const openEmbeddings = async (
  config: RetrieverConfig,
  logger: Logger,
  limits: LimiterStore | null,
  metrics: Metrics,
  charges: EmbeddingCharges,
): Promise<OpenEmbeddings> => {
  const { RETRIEVAL_EMBEDDING_MODEL: name, MODEL_PERSONAL_DATA: personalData } = config;
  if (name === undefined) return hashed;
  const meter = new ModelMeter(metrics);
  const directory = new ModelDirectory({
    providers: providersOf(config, { limiter: modelLimiter(limits), onCall: meter.ended }),
    onBreaker: meter.breaker,
  });
  const target = targetOf(directory, name);
  if (target === undefined || target.provider.name === offlineModel) return hashed;
  const cache = await VectorCache.open(config, logger);
  const leaves = isExternal(target.provider.name, personalData);
  const embeddings = new ProviderEmbeddings({ target, cache: cache.vectors, leaves, logger, charges });
  return {
    embeddings,
    stop: () => embeddings.stop(),
    close: async () => {
      await Promise.all([directory.close(), cache.close()]);
    },
  };
};
