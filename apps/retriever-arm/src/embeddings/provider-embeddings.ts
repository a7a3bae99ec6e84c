import type { EmbeddingCache, MadeVectors } from '@octollm/cache';
import { addUsage, noUsage, UnavailableError, type Usage } from '@octollm/contracts';
import { costUsd, isPassing, ModelRoute, type ModelTarget, ProviderError, toOctoError } from '@octollm/llm';
import { type EmbeddedQuery, EmbeddingUnavailableError } from '@octollm/retrieval';
import type { Logger } from 'pino';
import { withPauses } from '../indexing/pauses.ts';
import { BudgetSpentError } from './budget-spent.ts';
import { EmbeddingRefusedError } from './embedding-refused.ts';
import { outgoingText } from './outgoing-text.ts';
import type { PassageEmbeddings } from './passage-embeddings.ts';
import { vectorOf } from './vector-of.ts';

/** How long a search waits for the vector of its query, in milliseconds, before it goes by keywords alone. */
const queryLimitMs = 3_000;

/** A call of the provider that has ended. */
export interface EmbeddingCall {
  readonly tenantId: string;
  readonly provider: string;
  readonly model: string;
  readonly promptTokens: number;
  readonly costUsd: number;
}

/** What vectors of passages, which belong to no task, cost tenants. */
export interface EmbeddingCharges {
  /** Whether a tenant has spent its month. */
  readonly isSpent: (tenantId: string) => Promise<boolean>;
  /** It never rejects. */
  readonly charge: (call: EmbeddingCall) => Promise<void>;
}

export interface ProviderEmbeddingsOptions {
  /** A model and no fallback: vectors of two models cannot be compared. */
  readonly target: ModelTarget;
  readonly cache: EmbeddingCache;
  /** Whether texts leave the platform. */
  readonly leaves: boolean;
  readonly logger: Pick<Logger, 'info'>;
  readonly charges: EmbeddingCharges;
}

/** Vectors of a provider's model. Each text is asked for once for each tenant, as long as the cache remembers it. */
export class ProviderEmbeddings implements PassageEmbeddings {
  readonly isLexical = false;
  readonly model: string;
  readonly #options: ProviderEmbeddingsOptions;
  readonly #route: ModelRoute;
  readonly #stopping = new AbortController();

  constructor(options: ProviderEmbeddingsOptions) {
    const { provider, model } = options.target;
    this.#options = options;
    this.#route = new ModelRoute([options.target]);
    this.model = `${provider.name}/${model}`;
  }

  async admit(tenantId: string): Promise<void> {
    if (await this.#options.charges.isSpent(tenantId)) throw new BudgetSpentError();
  }

  async embed(tenantId: string, texts: readonly string[]): Promise<readonly Float32Array[]> {
    try {
      return await this.#embed(tenantId, texts, this.#stopping.signal, this.#options.charges.charge);
    } catch (error) {
      if (this.#stopping.signal.aborted)
        throw new UnavailableError('The arm stops.', { retryAfter: 1, cause: error });
      if (!(error instanceof ProviderError)) throw error;
      throw isPassing(error) ? toOctoError(error) : new EmbeddingRefusedError(error);
    }
  }

  async embedQuery(tenantId: string, query: string): Promise<EmbeddedQuery> {
    const late = AbortSignal.timeout(queryLimitMs);
    let usage: Usage = noUsage;
    const count = async ({ promptTokens, costUsd: cost }: EmbeddingCall): Promise<void> => {
      usage = addUsage(usage, { ...noUsage, prompt_tokens: promptTokens, cost_usd: cost, llm_calls: 1 });
    };
    try {
      const [vector] = await this.#embed(tenantId, [query], late, count);
      if (vector !== undefined) return { vector, usage };
    } catch (cause) {
      if (late.aborted || cause instanceof ProviderError)
        throw new EmbeddingUnavailableError('The embedding model does not answer.', { cause });
      throw cause;
    }
    throw new EmbeddingUnavailableError('The embedding model gave no vector.');
  }

  /** Ends the calls for passages, whose documents stay queued. */
  stop(): void {
    this.#stopping.abort();
  }

  async #embed(
    tenant: string,
    texts: readonly string[],
    signal: AbortSignal,
    ended: EmbeddingCharges['charge'],
  ): Promise<readonly Float32Array[]> {
    const { cache, leaves } = this.#options;
    const outgoing: string[] = [];
    for await (const text of withPauses(texts)) outgoing.push(outgoingText(text, leaves));
    const request = { tenant, model: this.model, texts: outgoing };
    const { vectors } = await cache.embedMany(request, (missing) =>
      this.#ask(tenant, missing, signal, ended),
    );
    return vectors;
  }

  async #ask(
    tenant: string,
    texts: readonly string[],
    signal: AbortSignal,
    ended: EmbeddingCharges['charge'],
  ): Promise<MadeVectors> {
    const request = { model: this.model, input: [...texts], encoding_format: 'base64' as const };
    const { answer, provider, model } = await this.#route.embed(request, { signal });
    const { promptTokens } = answer.usage;
    const cost = costUsd(provider, model, answer.usage);
    await ended({ tenantId: tenant, provider, model, promptTokens, costUsd: cost });
    this.#options.logger.info(
      {
        tenant_id: tenant,
        provider,
        model,
        texts: texts.length,
        prompt_tokens: promptTokens,
        cost_usd: cost,
      },
      'texts were embedded',
    );
    const vectors = answer.embeddings.data
      .toSorted((a, b) => a.index - b.index)
      .map(({ embedding }) => vectorOf(provider, embedding));
    return { vectors, mayKeep: true };
  }
}
