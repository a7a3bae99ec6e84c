import { setTimeout as delay } from 'node:timers/promises';
import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import type { ChatStream } from '../chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../model-provider.ts';
import { DecoratedModelProvider } from './decorated-model-provider.ts';
import { retryDelayMs } from './retry-delay.ts';

export interface RetryOptions {
  /** How often a call is tried again. @default 2 */
  readonly retries?: number;
  /** Waits so many milliseconds; rejects when the signal aborts. For tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const waitFor = async (ms: number, signal: AbortSignal): Promise<void> => {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    // The timer rejects with an error of its own.
    signal.throwIfAborted();
    throw error;
  }
};

/**
 * Tries calls again that a provider has refused for the moment, when it is to be asked again soon (see `retryDelayMs`);
 * otherwise the refusal is the caller's, who may have another provider. A stream is never asked for again after its first
 * piece. The wait ends with the signal, and with its reason.
 */
export class RetryingModelProvider extends DecoratedModelProvider {
  readonly #retries: number;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<void>;

  constructor(inner: ModelProvider, { retries = 2, wait = waitFor }: RetryOptions = {}) {
    super(inner);
    this.#retries = retries;
    this.#wait = wait;
  }

  override chat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatResult> {
    return this.#persist(() => this.inner.chat(request, options), options);
  }

  override streamChat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatStream> {
    return this.#persist(() => this.inner.streamChat(request, options), options);
  }

  override embed(request: EmbeddingsRequest, options: CallOptions): Promise<EmbeddingsResult> {
    return this.#persist(() => this.inner.embed(request, options), options);
  }

  async #persist<Answer>(call: () => Promise<Answer>, { signal, hasFallback }: CallOptions): Promise<Answer> {
    for (let tried = 0; ; tried++) {
      try {
        return await call();
      } catch (error) {
        const delayMs = tried < this.#retries ? retryDelayMs(error, { tried, hasFallback }) : undefined;
        if (delayMs === undefined) throw error;
        await this.#wait(delayMs, signal);
      }
    }
  }
}
