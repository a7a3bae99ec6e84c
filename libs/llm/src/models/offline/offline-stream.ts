import type { ChatCompletionChunk } from '@octollm/contracts';
import { type ChatStream, StreamedChunk } from '../chat-stream.ts';
import type { MeteredUsage } from '../model-provider.ts';

/** Chunks that are all known, as a stream. */
export class OfflineStream implements ChatStream {
  readonly usage: MeteredUsage;
  readonly #chunks: readonly ChatCompletionChunk[];
  readonly #signal: AbortSignal;

  constructor(chunks: readonly ChatCompletionChunk[], usage: MeteredUsage, signal: AbortSignal) {
    this.#chunks = chunks;
    this.usage = usage;
    this.#signal = signal;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StreamedChunk, void> {
    for (const chunk of this.#chunks) {
      this.#signal.throwIfAborted();
      yield new StreamedChunk(chunk);
    }
  }
}
