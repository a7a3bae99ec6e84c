import type { ChatStream, StreamedChunk } from '../chat-stream.ts';
import type { MeteredUsage } from '../model-provider.ts';

/** Hears how a stream goes. */
export interface StreamWatcher {
  readonly onChunk?: (chunk: StreamedChunk) => void;
  /** Told once, at the end or when it is given up. @param error with which it broke off */
  readonly onEnd: (error?: unknown) => void;
}

/** A stream whose end is told, in whatever way it comes: also when nobody reads it and its signal aborts. */
export class WatchedStream implements ChatStream {
  readonly #stream: ChatStream;
  readonly #watcher: StreamWatcher;
  readonly #signal: AbortSignal;
  readonly #onAbort = (): void => this.#end(this.#signal.reason);
  #isOver = false;

  constructor(stream: ChatStream, signal: AbortSignal, watcher: StreamWatcher) {
    this.#stream = stream;
    this.#signal = signal;
    this.#watcher = watcher;
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  get usage(): MeteredUsage {
    return this.#stream.usage;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StreamedChunk, void> {
    try {
      for await (const chunk of this.#stream) {
        this.#watcher.onChunk?.(chunk);
        yield chunk;
      }
    } catch (error) {
      this.#end(error);
      throw error;
    } finally {
      this.#end();
    }
  }

  #end(error?: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#watcher.onEnd(error);
  }
}
