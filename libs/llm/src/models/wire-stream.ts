import type { IncomingHttpHeaders } from 'node:http';
import type { ChatCompletionChunk, ChatCompletionRequest } from '@octollm/contracts';
import { ProviderError } from '../providers/provider-error.ts';
import { Body, headerOf, maxErrorBytes } from '../wire/collect.ts';
import type { ReadyRequest } from '../wire/connection.ts';
import { EventQueue } from '../wire/event-queue.ts';
import { Exchange, type Receiver } from '../wire/exchange.ts';
import { malformed } from '../wire/json.ts';
import { type ChatStream, StreamedChunk } from './chat-stream.ts';
import type { MeteredUsage } from './model-provider.ts';
import { StreamMeter } from './stream-meter.ts';

/** Understands the bytes in which one provider streams. It throws a ProviderError for what it does not understand. */
export interface StreamDecoder {
  push(bytes: Buffer): void;
  /** There are no more bytes. */
  end(): void;
}

/** Hears what a decoder has read, in the terms of OpenAI's API. */
export interface DecodedAnswer {
  readonly meter: StreamMeter;
  /** @param data the bytes to pass the chunk on with when nothing in it was changed */
  chunk(chunk: ChatCompletionChunk, data?: Buffer): void;
  /** The provider has said that this was all. */
  finish(): void;
}

/** How to make a decoder for one answer. */
export type MakeDecoder = (answer: DecodedAnswer) => StreamDecoder;

/** A streamed answer as it comes from a provider's server. */
export class WireStream implements ChatStream, Receiver, DecodedAnswer {
  readonly meter: StreamMeter;
  readonly #ready: ReadyRequest;
  readonly #request: ChatCompletionRequest;
  readonly #decoder: StreamDecoder;
  readonly #exchange: Exchange;
  readonly #queue: EventQueue<StreamedChunk>;
  /** Settles `open`. */
  #begun:
    | { readonly resolve: (stream: WireStream) => void; readonly reject: (error: Error) => void }
    | undefined;
  #status = 0;
  #retryAfter: string | null = null;
  readonly #errorBody = new Body();
  #ended = false;
  #last: ChatCompletionChunk | undefined;

  /** @param request what was asked, in OpenAI's terms and with the limit that was sent: what the usage goes by */
  constructor(request: ChatCompletionRequest, ready: ReadyRequest, makeDecoder: MakeDecoder) {
    this.#request = request;
    this.#ready = ready;
    this.meter = new StreamMeter(request);
    this.#decoder = makeDecoder(this);
    this.#exchange = new Exchange(this, ready.options);
    this.#queue = new EventQueue({
      pause: () => this.#exchange.pause(),
      resume: () => this.#exchange.resume(),
      left: () => this.#exchange.cancel(new Error('The reader has left.')),
      signal: ready.options.signal,
    });
  }

  /** Sends the request. Resolves when the first chunk is there. @throws ProviderError when none comes */
  open(): Promise<WireStream> {
    return new Promise((resolve, reject) => {
      this.#begun = { resolve, reject };
      this.#exchange.start(this.#ready.dispatcher, this.#ready.request);
    });
  }

  get usage(): MeteredUsage {
    return this.meter.usage;
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
      this.#decoder.push(chunk);
    } catch (error) {
      this.#exchange.cancel(
        error instanceof ProviderError ? error : malformed(this.#provider, 'a stream of chunks'),
      );
    }
  }

  onEnd(): void {
    if (this.#ended) return;
    if (this.#status !== 200) return this.onError(this.#refused(this.#errorBody.bytes));
    try {
      this.#decoder.end();
    } catch (error) {
      // Half of a chunk at the very end: what was cut off is told below.
      if (!(error instanceof ProviderError)) throw error;
    }
    if (this.#ended) return;
    if (this.meter.isWhole) return this.finish();
    this.onError(
      new ProviderError('unavailable', `${this.#provider} broke off in the middle of its answer.`),
    );
  }

  onError(error: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#begun === undefined) this.#queue.end(error);
    else this.#begun.reject(error);
    this.#begun = undefined;
  }

  chunk(chunk: ChatCompletionChunk, data?: Buffer): void {
    if (this.#ended) return;
    this.meter.add(chunk.choices);
    this.#last = chunk;
    this.#queue.push(new StreamedChunk(chunk, data));
    this.#begun?.resolve(this);
    this.#begun = undefined;
  }

  finish(): void {
    if (this.#ended) return;
    const last = this.#last;
    if (last === undefined) return this.onError(malformed(this.#provider, 'a stream of chunks'));
    this.meter.end();
    if (this.#request.stream_options?.include_usage === true)
      this.#queue.push(new StreamedChunk({ ...last, choices: [], usage: this.meter.wire }));
    this.#ended = true;
    this.#queue.end();
    this.#exchange.drain();
  }

  get #provider(): string {
    return this.#ready.options.provider;
  }

  #refused(body: Buffer): ProviderError {
    return this.#ready.errorOf(this.#provider, {
      status: this.#status,
      retryAfter: this.#retryAfter,
      body,
    });
  }
}
