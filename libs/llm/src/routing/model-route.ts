import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import { type CircuitBreaker, CircuitOpenError, type Verdict } from '@octollm/resilience';
import type { ChatStream } from '../models/chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../models/model-provider.ts';
import { ProviderError } from '../providers/provider-error.ts';

/** A model at a provider. */
export interface ModelTarget {
  readonly provider: ModelProvider;
  /** The name by which the provider knows it. */
  readonly model: string;
  readonly breaker: CircuitBreaker;
}

/** An answer and who gave it: what its price and provenance go by. */
export interface Answered<Answer> {
  readonly answer: Answer;
  readonly provider: string;
  readonly model: string;
  /** Whether it is another than the first target. */
  readonly isFallback: boolean;
}

const passing: ReadonlySet<string> = new Set(['unavailable', 'timeout', 'rate_limited']);

/** Whether the next provider may do what this one did not: its state is to blame, not the request. */
const isPassing = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && passing.has(error.category);

/** A provider that is up says nothing bad with a limit, a refusal, or a caller that gave up. */
const verdictOf = (settled: PromiseSettledResult<unknown>): Verdict => {
  if (settled.status === 'fulfilled') return 'success';
  const { reason } = settled;
  if (!(reason instanceof ProviderError)) return 'neutral';
  return reason.category === 'unavailable' || reason.category === 'timeout' ? 'failure' : 'neutral';
};

const closedUntil = (provider: string, { retryAt }: CircuitOpenError): ProviderError => {
  const seconds = retryAt === null ? 1 : Math.max(1, Math.ceil((retryAt.getTime() - Date.now()) / 1_000));
  return new ProviderError('unavailable', `${provider} has failed several times and is left alone for now.`, {
    retryAfter: seconds,
  });
};

/**
 * The way to a model: its targets in the order they are asked. The next is asked when one is not available, too slow or
 * at its limit before the first byte of an answer; after it, a failure is the caller's to see. The circuit breaker of a
 * provider is shared by all routes.
 */
export class ModelRoute {
  /** At least one. */
  readonly targets: readonly ModelTarget[];

  constructor(targets: readonly ModelTarget[]) {
    this.targets = targets;
  }

  /** The way to the first target alone. */
  get withoutFallbacks(): ModelRoute {
    return new ModelRoute(this.targets.slice(0, 1));
  }

  /** @throws ProviderError of the last target, or whatever another error the first that has one throws */
  chat(request: ChatCompletionRequest, options: CallOptions): Promise<Answered<ChatResult>> {
    return this.#ask((provider, model) => provider.chat({ ...request, model }, options));
  }

  /** @throws like `chat` */
  streamChat(request: ChatCompletionRequest, options: CallOptions): Promise<Answered<ChatStream>> {
    return this.#ask((provider, model) => provider.streamChat({ ...request, model }, options));
  }

  /** @throws like `chat` */
  embed(request: EmbeddingsRequest, options: CallOptions): Promise<Answered<EmbeddingsResult>> {
    return this.#ask((provider, model) => provider.embed({ ...request, model }, options));
  }

  async #ask<Answer>(
    call: (provider: ModelProvider, model: string) => Promise<Answer>,
  ): Promise<Answered<Answer>> {
    let failure: ProviderError | undefined;
    for (const [at, { provider, model, breaker }] of this.targets.entries()) {
      try {
        const answer = await breaker.run(() => call(provider, model), verdictOf);
        return { answer, provider: provider.name, model, isFallback: at > 0 };
      } catch (error) {
        if (error instanceof CircuitOpenError) failure = closedUntil(provider.name, error);
        else if (isPassing(error)) failure = error;
        else throw error;
      }
    }
    throw failure ?? new ProviderError('unavailable', 'There is no provider to ask.');
  }
}
