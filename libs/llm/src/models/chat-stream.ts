import type { ChatCompletionChunk } from '@octollm/contracts';
import type { MeteredUsage } from './model-provider.ts';

const prefix = Buffer.from('data: ');
const suffix = Buffer.from('\n\n');

/** One piece of a streamed answer: what it says, and the bytes to pass it on with when nothing is changed. */
export class StreamedChunk {
  readonly chunk: ChatCompletionChunk;
  /** The chunk in JSON, as the provider sent it. */
  readonly data: Buffer;

  constructor(chunk: ChatCompletionChunk, data: Buffer = Buffer.from(JSON.stringify(chunk))) {
    this.chunk = chunk;
    this.data = data;
  }

  /** The chunk as one server-sent event. */
  get frame(): Buffer {
    // JSON may stand on several lines; a line feed within it would end the field.
    const line = this.data.includes(0x0a) ? Buffer.from(JSON.stringify(this.chunk)) : this.data;
    return Buffer.concat([prefix, line, suffix]);
  }
}

/** What ends a stream of chunks, as one server-sent event. */
export const doneFrame: Buffer = Buffer.from('data: [DONE]\n\n');

/**
 * A streamed answer, to be read once. Leaving the loop early gives the call up. A chunk with usage and no choices comes
 * at the end if and only if the request asked for it with `stream_options.include_usage`.
 *
 * Reading throws a ProviderError when the provider fails in the middle, and the reason of the signal when it aborts.
 */
export interface ChatStream extends AsyncIterable<StreamedChunk> {
  /**
   * What the call has used. Final when the stream has ended, in whatever way; before, the most it can have used so far.
   */
  readonly usage: MeteredUsage;
}
