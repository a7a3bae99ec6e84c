import { newId } from '@octollm/contracts';
import { budgetMonth, type ModelCallStore, toNanoDollars } from '@octollm/memory';
import type { Logger } from 'pino';
import type { EmbeddingCharges } from './provider-embeddings.ts';

/** What rows of usage call the indexing of documents, where those of the gateway have a key and a path. */
const indexing = { keyId: 'indexing', endpoint: 'documents' } as const;

/**
 * Charges tenants for vectors of their passages: as rows of usage, and to what they have spent of their month. What has
 * been spent is charged whatever the cap says; the next passages and the next call of a model find it.
 */
export const chargesTo = (
  store: Pick<ModelCallStore, 'charge' | 'isSpent'>,
  logger: Pick<Logger, 'error'>,
): EmbeddingCharges => ({
  isSpent: (tenantId) => store.isSpent(tenantId, budgetMonth()),
  charge: async ({ tenantId, provider, model, promptTokens, costUsd }) => {
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
        month: budgetMonth(finishedAt.getTime()),
        finishedAt,
      });
    } catch (error) {
      // The vectors are there and are not thrown away for it. The log has what they cost.
      logger.error({ error, tenant_id: tenantId }, 'what vectors of passages cost could not be charged');
    }
  },
});
