import type { ChatStream, StreamedChunk } from '../models/chat-stream.ts';
import type { MeteredUsage } from '../models/model-provider.ts';

/** One call of a provider that an answer is made of: what it used is priced by who was asked. */
export interface CallOfAnswer {
  readonly provider: string;
  readonly model: string;
  /** See `ChatStream.usage`: of a call that broke off it is the most it can have used. */
  readonly usage: MeteredUsage;
}

/** A streamed answer that more than one provider may have a part in. `usage` is the sum of all calls. */
export interface RoutedStream extends ChatStream {
  /** The calls up to now, in their order; one unless a provider broke off. */
  readonly calls: readonly CallOfAnswer[];
}

/** Who writes a part of an answer. */
export interface StreamPart {
  readonly stream: ChatStream;
  readonly provider: string;
  readonly model: string;
}

export const callOf = ({ stream: { usage }, provider, model }: StreamPart): CallOfAnswer => ({
  provider,
  model,
  usage,
});

/** The answer of one call that no other can follow, passed on as it comes. */
export class SingleStream implements RoutedStream {
  readonly #part: StreamPart;

  constructor(part: StreamPart) {
    this.#part = part;
  }

  get usage(): MeteredUsage {
    return this.#part.stream.usage;
  }

  get calls(): readonly CallOfAnswer[] {
    return [callOf(this.#part)];
  }

  [Symbol.asyncIterator](): AsyncIterator<StreamedChunk> {
    return this.#part.stream[Symbol.asyncIterator]();
  }
}
