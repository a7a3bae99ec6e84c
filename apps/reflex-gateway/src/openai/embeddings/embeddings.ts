import { Inject, Injectable } from '@nestjs/common';
import type { EmbeddingsRequest, EmbeddingsResponse, Route } from '@octollm/contracts';
import { estimateInputTokens, ModelDirectory, type ModelRoute, mostInputTokens } from '@octollm/llm';
import type { WaitingMode } from '@octollm/resilience';
import { Accounting } from '../../accounting/accounting.ts';
import type { PricedModel } from '../../accounting/cost.ts';
import type { Identity } from '../../identity/identity.ts';
import { GatewayCache } from '../cache/gateway-cache.ts';
import { Charge, plannedCall } from '../chat/charge.ts';
import { leavesPlatform } from '../models/leaves-platform.ts';
import { CallGuard } from '../screening/call-guard.ts';
import { callerError } from '../stream/failure.ts';
import { embeddingsOf, vectorOf } from './vectors.ts';

/** Who asks for embeddings. */
export interface EmbeddingsCaller {
  readonly route: Route;
  readonly identity: Identity;
  readonly limitMode: WaitingMode;
  readonly signal: AbortSignal;
}

/** The texts of a request; undefined when it has tokens, which belong to one model and are not kept. */
const textsOf = ({ input }: EmbeddingsRequest): readonly string[] | undefined => {
  if (typeof input === 'string') return [input];
  const texts = input.filter((item) => typeof item === 'string');
  return texts.length === input.length ? texts : undefined;
};

/**
 * Makes vectors of texts, each text once for each tenant and model as long as the cache remembers it. Vectors of different
 * models cannot be compared: all vectors of one answer are of one model, which the answer names.
 */
@Injectable()
export class Embeddings {
  constructor(
    @Inject(ModelDirectory) private readonly models: ModelDirectory,
    @Inject(CallGuard) private readonly guard: CallGuard,
    @Inject(Accounting) private readonly accounting: Accounting,
    @Inject(GatewayCache) private readonly cache: GatewayCache,
  ) {}

  /** @throws OctoError */
  async create(caller: EmbeddingsCaller, request: EmbeddingsRequest): Promise<Buffer | string> {
    const route = this.models.resolve(request.model);
    // Tokens are made anew for each call, so equal texts would get different vectors.
    const abroad = leavesPlatform(route) ? 'mask' : undefined;
    const { body } = await this.guard.admit(caller, request, abroad);
    const planned = plannedCall({ identity: caller.identity, endpoint: caller.route.path }, route, {
      promptTokens: mostInputTokens(body),
      completionTokens: 0,
    });
    const charge = await Charge.reserve(this.accounting, planned, caller);
    try {
      const texts = textsOf(body);
      if (texts !== undefined)
        return JSON.stringify(await this.embed(caller, body, texts, { route, charge }));
      const { answer, provider, model } = await route.embed(body, {
        limitMode: caller.limitMode,
        signal: caller.signal,
        lost: charge.lost,
      });
      charge.settle(answer.usage, { provider, model });
      return answer.body;
    } catch (error) {
      charge.fail();
      throw callerError(error);
    }
  }

  private async embed(
    { identity, limitMode, signal }: EmbeddingsCaller,
    request: EmbeddingsRequest,
    texts: readonly string[],
    { route, charge }: { readonly route: ModelRoute; readonly charge: Charge },
  ): Promise<EmbeddingsResponse> {
    const { model, dimensions, encoding_format } = request;
    let computed: Computed | undefined;
    const settle = (): number => {
      const tokens = tokensOf(request, texts, computed);
      charge.settle({ promptTokens: tokens, completionTokens: 0 }, computed?.by);
      return tokens;
    };
    const { vectors } = await this.cache.embeddings.embedMany(
      { tenant: identity.tenantId, model, parameters: { dimensions: dimensions ?? null }, texts },
      async (missing) => {
        charge.releaseIfGone(signal);
        const asked = { ...request, input: [...missing], encoding_format: 'base64' as const };
        const isKnownInPart = missing.length < new Set(texts).size;
        const way = isKnownInPart ? route.withoutFallbacks : route;
        const { answer, isFallback, ...by } = await way.embed(asked, {
          limitMode,
          signal,
          lost: charge.lost,
        });
        computed = { texts: missing, tokens: answer.usage.promptTokens, by };
        // Vectors that cannot be read are charged too.
        settle();
        const vectors = answer.embeddings.data
          .toSorted((a, b) => a.index - b.index)
          .map(({ embedding }) => vectorOf(by.provider, embedding));
        return { vectors, mayKeep: !isFallback };
      },
    );
    const tokens = settle();
    return {
      object: 'list',
      data: embeddingsOf(vectors, encoding_format ?? 'float'),
      model: computed?.by.model ?? route.targets[0]?.model ?? model,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  }
}

/** What the cache did not know: its texts, what the provider counted for them, and who that was. */
interface Computed {
  readonly texts: readonly string[];
  readonly tokens: number;
  readonly by: PricedModel;
}

/** The provider counts what it was asked; what the cache knew is estimated, so that it costs about the same. */
const tokensOf = (
  request: EmbeddingsRequest,
  texts: readonly string[],
  computed: Computed | undefined,
): number => {
  if (computed === undefined) return estimateInputTokens(request);
  const asked = new Set(computed.texts);
  const known = texts.filter((text) => !asked.has(text));
  return computed.tokens + (known.length === 0 ? 0 : estimateInputTokens({ ...request, input: known }));
};
