import type { ChatCompletionRequest } from '@octollm/contracts';
import { isObject, malformed, readObject } from '../../wire/json.ts';
import { SseParser } from '../../wire/sse-parser.ts';
import type { DecodedAnswer, StreamDecoder } from '../wire-stream.ts';
import { asChunk, choicesOf, chunkKind, completed } from './read-completion.ts';
import { errorInStream } from './read-error.ts';

const done = Buffer.from('[DONE]');

/** Reads the events in which servers that speak OpenAI's API stream. */
export class OpenAiDecoder implements StreamDecoder {
  readonly #provider: string;
  readonly #request: ChatCompletionRequest;
  readonly #answer: DecodedAnswer;
  readonly #parser = new SseParser((data) => this.#onEvent(data));
  #isOver = false;

  constructor(provider: string, request: ChatCompletionRequest, answer: DecodedAnswer) {
    this.#provider = provider;
    this.#request = request;
    this.#answer = answer;
  }

  push(bytes: Buffer): void {
    this.#parser.push(bytes);
  }

  end(): void {
    this.#parser.end();
  }

  #onEvent(data: Buffer): void {
    if (this.#isOver || data.length === 0) return;
    if (data.equals(done)) {
      this.#isOver = true;
      return this.#answer.finish();
    }
    const value = readObject(data);
    if (value !== undefined && isObject(value.error)) throw errorInStream(this.#provider, value.error);
    const choices = value === undefined ? undefined : choicesOf(value, chunkKind);
    if (value === undefined || choices === undefined)
      throw malformed(this.#provider, 'a chunk of a chat completion');
    this.#answer.meter.report(value.usage);
    // Usage is sent at the end, by the stream: whether it was asked for is not the provider's to know.
    if (choices.length === 0 && isObject(value.usage)) return;
    const whole = completed(value, choices, chunkKind, this.#request.model);
    this.#answer.chunk(asChunk(whole), whole === value ? data : undefined);
  }
}
