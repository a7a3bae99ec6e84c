import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import type { ChatStream } from '../chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../model-provider.ts';

/** Passes everything on to another provider; what a decorator changes it overrides. */
export abstract class DecoratedModelProvider implements ModelProvider {
  protected readonly inner: ModelProvider;

  constructor(inner: ModelProvider) {
    this.inner = inner;
  }

  get name(): string {
    return this.inner.name;
  }

  get models(): readonly string[] {
    return this.inner.models;
  }

  get goesOn(): boolean {
    return this.inner.goesOn !== false;
  }

  get usualLimit(): number | undefined {
    return this.inner.usualLimit;
  }

  chat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatResult> {
    return this.inner.chat(request, options);
  }

  streamChat(request: ChatCompletionRequest, options: CallOptions): Promise<ChatStream> {
    return this.inner.streamChat(request, options);
  }

  embed(request: EmbeddingsRequest, options: CallOptions): Promise<EmbeddingsResult> {
    return this.inner.embed(request, options);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
