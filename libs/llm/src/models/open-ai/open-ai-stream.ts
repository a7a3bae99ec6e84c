import type { IncomingHttpHeaders } from 'node:http';
import type { ChatCompletionRequest } from '@octollm/contracts';
import type { Dispatcher } from 'undici';
import { ProviderError } from '../../providers/provider-error.ts';
import { Exchange, type ExchangeOptions, type Receiver } from '../../wire/exchange.ts';
import { SseParser } from '../../wire/sse-parser.ts';
import { type ChatStream, StreamedChunk } from '../chat-stream.ts';
import { EventQueue } from '../event-queue.ts';
import type { MeteredUsage } from '../model-provider.ts';
import { Body, headerOf, maxErrorBytes } from './collect.ts';
import { asChunk, choicesOf, chunkKind, completed } from './read-completion.ts';
import {
  errorInStream,
  errorOfAnswer,
  isObject,
  type JsonObject,
  malformed,
  readObject,
} from './read-json.ts';
import { StreamMeter } from './stream-meter.ts';

const done = Buffer.from('[DONE]');

/** A streamed answer of a server that speaks OpenAI's API. */
export class OpenAiStream implements ChatStream, Receiver {
  readonly #options: ExchangeOptions;
  readonly #request: ChatCompletionRequest;
  readonly #meter: StreamMeter;
  readonly #parser = new SseParser((data) => this.#onEvent(data));
  readonly #exchange: Exchange;
  readonly #queue: EventQueue<StreamedChunk>;
  /** Settles `open`. */
  #begun:
    | { readonly resolve: (stream: OpenAiStream) => void; readonly reject: (error: Error) => void }
    | undefined;
  #status = 0;
  #retryAfter: string | null = null;
  readonly #errorBody = new Body();
  #ended = false;
  #last: JsonObject = {};

  constructor(request: ChatCompletionRequest, options: ExchangeOptions) {
    this.#request = request;
    this.#options = options;
    this.#meter = new StreamMeter(request);
    this.#exchange = new Exchange(this, options);
    this.#queue = new EventQueue({
      pause: () => this.#exchange.pause(),
      resume: () => this.#exchange.resume(),
      left: () => this.#exchange.cancel(new Error('The reader has left.')),
      signal: options.signal,
    });
  }

  /** Sends the request. Resolves when the first chunk is there. @throws ProviderError when none comes */
  open(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions): Promise<OpenAiStream> {
    return new Promise((resolve, reject) => {
      this.#begun = { resolve, reject };
      this.#exchange.start(dispatcher, request);
    });
  }

  get usage(): MeteredUsage {
    return this.#meter.usage;
  }

  [Symbol.asyncIterator](): AsyncIterator<StreamedChunk> {
    return this.#queue;
  }

  onHead(status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#retryAfter = headerOf(headers, 'retry-after');
  }

  onData(chunk: Buffer): void {
    if (this.#status !== 200) {
      if (this.#errorBody.add(chunk) > maxErrorBytes) this.#exchange.cancel(this.#refused(Buffer.alloc(0)));
      return;
    }
    try {
      this.#parser.push(chunk);
    } catch (error) {
      this.#exchange.cancel(
        error instanceof ProviderError ? error : malformed(this.#options.provider, 'a stream of chunks'),
      );
    }
  }

  onEnd(): void {
    if (this.#ended) return;
    if (this.#status !== 200) return this.onError(this.#refused(this.#errorBody.bytes));
    try {
      this.#parser.end();
    } catch (error) {
      // Half of a chunk at the very end: what was cut off is told below.
      if (!(error instanceof ProviderError)) throw error;
    }
    if (this.#ended) return;
    if (this.#meter.isWhole) return this.#finish();
    this.onError(
      new ProviderError('unavailable', `${this.#options.provider} broke off in the middle of its answer.`),
    );
  }

  onError(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#begun === undefined) this.#queue.end(error);
    else this.#begun.reject(error);
    this.#begun = undefined;
  }

  #refused(body: Buffer): ProviderError {
    return errorOfAnswer(this.#options.provider, this.#status, this.#retryAfter, body);
  }

  #onEvent(data: Buffer): void {
    if (this.#ended || data.length === 0) return;
    if (data.equals(done)) return this.#finish();
    const value = readObject(data);
    if (value !== undefined && isObject(value.error))
      throw errorInStream(this.#options.provider, value.error);
    const choices = value === undefined ? undefined : choicesOf(value, chunkKind);
    if (value === undefined || choices === undefined)
      throw malformed(this.#options.provider, 'a chunk of a chat completion');
    this.#meter.add(value, choices);
    // Usage is sent at the end, by `#finish`: whether it was asked for is ours to know.
    if (choices.length === 0 && isObject(value.usage)) return;
    const whole = completed(value, choices, chunkKind, this.#request.model);
    this.#last = whole;
    this.#push(new StreamedChunk(asChunk(whole), whole === value ? data : undefined));
  }

  #push(chunk: StreamedChunk): void {
    this.#queue.push(chunk);
    this.#begun?.resolve(this);
    this.#begun = undefined;
  }

  #finish(): void {
    if (this.#begun !== undefined)
      return this.onError(malformed(this.#options.provider, 'a stream of chunks'));
    this.#meter.end();
    if (this.#request.stream_options?.include_usage === true)
      this.#push(new StreamedChunk(asChunk({ ...this.#last, choices: [], usage: this.#meter.wire })));
    this.#ended = true;
    this.#queue.end();
    this.#exchange.drain();
  }
}
