import { newId } from '@octollm/contracts';
import { type ModelCallStore, toNanoDollars } from '@octollm/memory';
import type { Logger } from 'pino';
import type { EmbeddingCall } from './provider-embeddings.ts';

/** What rows of usage call the indexing of documents, where those of the gateway have a key and a path. */
const indexing = { keyId: 'indexing', endpoint: 'documents' } as const;

/**
 * Charges tenants for vectors of their passages: as rows of usage, and to what they have spent of their month. It has been
 * spent, so no cap stops it; the next call of a model finds it.
 */
export const chargesTo =
  (store: Pick<ModelCallStore, 'charge'>, logger: Pick<Logger, 'error'>) =>
  async ({ tenantId, provider, model, promptTokens, costUsd }: EmbeddingCall): Promise<void> => {
    const finishedAt = new Date();
    try {
      await store.charge({
        ...indexing,
        tenantId,
        id: newId(),
        provider,
        model,
        promptTokens,
        completionTokens: 0,
        costNanoUsd: toNanoDollars(costUsd),
        month: finishedAt.toISOString().slice(0, 7),
        finishedAt,
      });
    } catch (error) {
      // The vectors are there and are not thrown away for it. The log has what they cost.
      logger.error({ error, tenant_id: tenantId }, 'what vectors of passages cost could not be charged');
    }
  };
