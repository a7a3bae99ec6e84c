import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import { costUsd } from '../../pricing/cost.ts';
import { isListed } from '../../pricing/price-of.ts';
import type { TokenUsage } from '../../tokens/token-usage.ts';
import type { ChatStream } from '../chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../model-provider.ts';
import { DecoratedModelProvider } from './decorated-model-provider.ts';
import { errorTypeOf } from './error-type.ts';
import { WatchedStream } from './watched-stream.ts';

/** A call of a provider that has ended. */
export interface EndedCall {
  readonly operation: 'chat' | 'embeddings';
  readonly provider: string;
  /** The model without the date of its snapshot; `other` when it is neither offered nor in the price table. */
  readonly model: string;
  readonly seconds: number;
  /** What it has used, as far as that is known: a call that failed before its answer tells nothing. */
  readonly usage: TokenUsage;
  readonly costUsd: number;
  /** OpenTelemetry's `error.type`; `cancelled` when who asked has left, undefined when it succeeded. */
  readonly errorType: string | undefined;
}

/** Hears of every call that ends. It must not throw. */
export type EndedCallListener = (call: EndedCall) => void;

const nothing: TokenUsage = { promptTokens: 0, completionTokens: 0 };

/** Tells of every call of a provider how it ended, each try by itself. */
export class MeteredModelProvider extends DecoratedModelProvider {
  readonly #onEnd: EndedCallListener;

  constructor(inner: ModelProvider, onEnd: EndedCallListener) {
    super(inner);
    this.#onEnd = onEnd;
  }

  override async chat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatResult> {
    const end = this.#begin('chat', request.model, options);
    const answer = await failing(end, () => this.inner.chat(request, options));
    end(answer.usage);
    return answer;
  }

  override async streamChat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatStream> {
    const end = this.#begin('chat', request.model, options);
    const stream = await failing(end, () => this.inner.streamChat(request, options));
    return new WatchedStream(stream, options.signal, { onEnd: (error) => end(stream.usage, error) });
  }

  override async embed(request: EmbeddingsRequest, options: CallOptions): Promise<EmbeddingsResult> {
    const end = this.#begin('embeddings', request.model, options);
    const answer = await failing(end, () => this.inner.embed(request, options));
    end(answer.usage);
    return answer;
  }

  #begin(operation: EndedCall['operation'], model: string, { signal }: CallOptions): End {
    const started = performance.now();
    return (usage, error) =>
      this.#onEnd({
        operation,
        provider: this.name,
        model: this.#labelOf(model),
        seconds: (performance.now() - started) / 1_000,
        usage,
        costUsd: costUsd(this.name, model, usage),
        errorType: error === undefined ? undefined : errorTypeOf(error, signal),
      });
  }

  #labelOf(model: string): string {
    if (isListed(this.name, model)) return model.replace(/-\d{4}-?\d{2}-?\d{2}$/, '');
    return this.models.includes(model) ? model : 'other';
  }
}

/** @param error with which the call failed, if it did */
type End = (usage: TokenUsage, error?: unknown) => void;

const failing = async <Answer>(end: End, call: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await call();
  } catch (error) {
    end(nothing, error);
    throw error;
  }
};
