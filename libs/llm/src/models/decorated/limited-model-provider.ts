import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import type { Reservation } from '@octollm/resilience';
import type { CallQuota } from '../../limits/call-quota.ts';
import { mayHaveBeenDone } from '../../providers/may-have-been-done.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { completionLimit } from '../../tokens/completion-tokens.ts';
import { estimateInputTokens, estimatePromptTokens } from '../../tokens/prompt-tokens.ts';
import type { ChatStream } from '../chat-stream.ts';
import type {
  CallOptions,
  ChatResult,
  EmbeddingsResult,
  MeteredUsage,
  ModelProvider,
} from '../model-provider.ts';
import { DecoratedModelProvider } from './decorated-model-provider.ts';
import { WatchedStream } from './watched-stream.ts';

/** What is taken for an answer whose length nobody has limited. */
const usualCompletionTokens = 1_024;

/** About how many tokens a chat takes of a limit. */
const estimateOf = (request: ChatCompletionRequest): number =>
  estimatePromptTokens(request) + (completionLimit(request) ?? usualCompletionTokens * (request.n ?? 1));

/**
 * Keeps calls within the limits that are set for a provider: an estimate is taken before each call and replaced by what
 * it used. A call of which nobody knows what it used keeps its estimate.
 */
export class LimitedModelProvider extends DecoratedModelProvider {
  readonly #quota: CallQuota;

  constructor(inner: ModelProvider, quota: CallQuota) {
    super(inner);
    this.#quota = quota;
  }

  /** @throws what `CallQuota.reserve` throws, beside what the provider throws */
  override chat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatResult> {
    return this.#within(estimateOf(request), options, () => this.inner.chat(request, options));
  }

  /** @throws like `chat` */
  override async streamChat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatStream> {
    const reservation = await this.#reserve(estimateOf(request), options);
    const stream = await this.#tried(reservation, options, () => this.inner.streamChat(request, options));
    return new WatchedStream(stream, options.signal, {
      onEnd: () => this.#quota.used(reservation, stream.usage),
    });
  }

  /** @throws like `chat` */
  override embed(request: EmbeddingsRequest, options: CallOptions): Promise<EmbeddingsResult> {
    return this.#within(estimateInputTokens(request), options, () => this.inner.embed(request, options));
  }

  async #within<Answer extends { readonly usage: MeteredUsage }>(
    tokens: number,
    options: CallOptions,
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    const reservation = await this.#reserve(tokens, options);
    const answer = await this.#tried(reservation, options, call);
    this.#quota.used(reservation, answer.usage);
    return answer;
  }

  #reserve(tokens: number, { signal, limitMode = { mode: 'fail_fast' } }: CallOptions): Promise<Reservation> {
    return this.#quota.reserve(tokens, limitMode, signal);
  }

  /** A call that a provider refused has used no tokens, and counts as a call at most; one that was not sent, nothing. */
  async #tried<Answer>(
    reservation: Reservation,
    { signal }: CallOptions,
    call: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await call();
    } catch (error) {
      const isRefusal = error instanceof ProviderError && error.status !== undefined;
      if (!mayHaveBeenDone(error, signal))
        this.#quota.settle(reservation, { calls: isRefusal ? 1 : 0, tokens: 0 });
      throw error;
    }
  }
}
