import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import {
  type Attributes,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { completionLimit } from '../../tokens/completion-tokens.ts';
import type { ChatStream } from '../chat-stream.ts';
import type {
  CallOptions,
  ChatResult,
  EmbeddingsResult,
  MeteredUsage,
  ModelProvider,
} from '../model-provider.ts';
import { DecoratedModelProvider } from './decorated-model-provider.ts';
import { errorTypeOf } from './error-type.ts';
import { WatchedStream } from './watched-stream.ts';

const setUsage = (span: Span, { promptTokens, completionTokens }: MeteredUsage): void => {
  span.setAttributes({
    'gen_ai.usage.input_tokens': promptTokens,
    'gen_ai.usage.output_tokens': completionTokens,
  });
};

const chatAttributes = (request: ChatCompletionRequest): Attributes => {
  const limit = completionLimit(request);
  const { temperature } = request;
  return {
    ...(limit === undefined ? {} : { 'gen_ai.request.max_tokens': limit }),
    ...(temperature === null || temperature === undefined
      ? {}
      : { 'gen_ai.request.temperature': temperature }),
  };
};

/** Whether the call belongs to what is not recorded, so that a span of it would not be either. */
const isLeftOut = (): boolean => trace.getActiveSpan()?.isRecording() === false;

/**
 * Makes a span of each call of a provider, by OpenTelemetry's conventions for generative AI
 * (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/). It tells who was asked, what was used and how it
 * failed, and no text of the prompt or the answer. Each try of a call has its own.
 */
export class TracedModelProvider extends DecoratedModelProvider {
  readonly #tracer: Tracer;

  constructor(inner: ModelProvider, tracer: Tracer = trace.getTracer('@octollm/llm')) {
    super(inner);
    this.#tracer = tracer;
  }

  override async chat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatResult> {
    if (isLeftOut()) return this.inner.chat(request, options);
    const span = this.#start('chat', request.model, chatAttributes(request));
    const answer = await this.#within(span, options, () => this.inner.chat(request, options));
    span.setAttributes({
      'gen_ai.response.model': answer.completion.model,
      'gen_ai.response.finish_reasons': answer.completion.choices.flatMap(
        ({ finish_reason: reason }) => reason ?? [],
      ),
    });
    setUsage(span, answer.usage);
    span.end();
    return answer;
  }

  override async streamChat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatStream> {
    if (isLeftOut()) return this.inner.streamChat(request, options);
    const span = this.#start('chat', request.model, chatAttributes(request));
    const stream = await this.#within(span, options, () => this.inner.streamChat(request, options));
    if (!span.isRecording()) return stream;
    let model: string | undefined;
    const reasons: string[] = [];
    return new WatchedStream(stream, options.signal, {
      onChunk: ({ chunk }) => {
        model ??= chunk.model;
        for (const { finish_reason: reason } of chunk.choices)
          if (typeof reason === 'string') reasons.push(reason);
      },
      onEnd: (error) => {
        if (model !== undefined) span.setAttribute('gen_ai.response.model', model);
        span.setAttribute('gen_ai.response.finish_reasons', reasons);
        setUsage(span, stream.usage);
        if (error === undefined) span.end();
        else this.#fail(span, error, options.signal);
      },
    });
  }

  override async embed(request: EmbeddingsRequest, options: CallOptions): Promise<EmbeddingsResult> {
    if (isLeftOut()) return this.inner.embed(request, options);
    const span = this.#start('embeddings', request.model, {});
    const answer = await this.#within(span, options, () => this.inner.embed(request, options));
    span.setAttributes({
      'gen_ai.response.model': answer.embeddings.model,
      'gen_ai.usage.input_tokens': answer.usage.promptTokens,
    });
    span.end();
    return answer;
  }

  #start(operation: string, model: string, more: Attributes): Span {
    return this.#tracer.startSpan(`${operation} ${model}`, {
      kind: SpanKind.CLIENT,
      attributes: {
        'gen_ai.operation.name': operation,
        'gen_ai.provider.name': this.name,
        'gen_ai.request.model': model,
        ...more,
      },
    });
  }

  /** The call itself is within the span; its end is the caller's to tell unless it fails. */
  async #within<Answer>(span: Span, { signal }: CallOptions, call: () => Promise<Answer>): Promise<Answer> {
    try {
      return await context.with(trace.setSpan(context.active(), span), call);
    } catch (error) {
      this.#fail(span, error, signal);
      throw error;
    }
  }

  #fail(span: Span, error: unknown, signal: AbortSignal): void {
    span.setAttribute('error.type', errorTypeOf(error, signal));
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  }
}
