import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { ProviderError } from '../providers/provider-error.ts';
import { Deadlines, type Timeouts } from './deadlines.ts';

/** Hears what comes back: the head, its data, and at last one of `onEnd` and `onError`. */
export interface Receiver {
  onHead(status: number, headers: IncomingHttpHeaders): void;
  onData(chunk: Buffer): void;
  onEnd(): void;
  onError(error: Error): void;
}

export interface ExchangeOptions {
  /** Names the other side in errors. */
  readonly provider: string;
  readonly timeouts: Timeouts;
  /** Ends the exchange with the signal's reason. */
  readonly signal: AbortSignal;
}

/** How long the end of an answer that was read as far as needed may take, before the connection is given up. */
const drainMs = 1_000;

const asError = (reason: unknown): Error =>
  reason instanceof Error ? reason : new Error('The call was given up.', { cause: reason });

/**
 * One request and its answer. It works on undici's dispatch rather than on its `request`: no stream object is made for
 * each answer, and giving up closes the socket in the same turn of the event loop.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly #receiver: Receiver;
  readonly #options: ExchangeOptions;
  readonly #deadlines: Deadlines;
  readonly #onAbort = (): void => this.cancel(asError(this.#options.signal.reason));
  #controller: Dispatcher.DispatchController | undefined;
  #over = false;
  #cancelled: Error | undefined;
  #drain: NodeJS.Timeout | undefined;

  constructor(receiver: Receiver, options: ExchangeOptions) {
    this.#receiver = receiver;
    this.#options = options;
    this.#deadlines = new Deadlines(options.timeouts, (why) =>
      this.cancel(new ProviderError('timeout', `${options.provider} ${why}.`, { sent: this.#isSent })),
    );
  }

  start(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions): void {
    if (this.#options.signal.aborted) return this.#onAbort();
    this.#options.signal.addEventListener('abort', this.#onAbort, { once: true });
    dispatcher.dispatch(request, this);
  }

  /** Gives up: closes the connection and tells the receiver why, unless it has heard the end. */
  cancel(error: Error): void {
    if (this.#over) return;
    this.#cancelled = error;
    this.#finish();
    this.#controller?.abort(error);
    this.#receiver.onError(error);
  }

  /** All that matters was read: the rest is thrown away, so that the connection serves the next call. */
  drain(): void {
    if (this.#over) return;
    this.#finish();
    this.#controller?.resume();
    this.#drain = setTimeout(() => this.#controller?.abort(new Error('The answer does not end.')), drainMs);
  }

  pause(): void {
    if (this.#over) return;
    this.#deadlines.pause();
    this.#controller?.pause();
  }

  resume(): void {
    if (this.#over) return;
    this.#deadlines.resume();
    this.#controller?.resume();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It may have waited for a connection longer than the caller did.
    if (this.#cancelled !== undefined) controller.abort(this.#cancelled);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (this.#over || status < 200) return;
    this.#deadlines.alive();
    this.#receiver.onHead(status, headers);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#over) return;
    this.#deadlines.alive();
    this.#receiver.onData(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#drain);
    if (this.#over) return;
    this.#finish();
    this.#receiver.onEnd();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#drain);
    if (this.#over) return;
    this.#finish();
    this.#receiver.onError(
      new ProviderError('unavailable', `${this.#options.provider} could not be reached.`, {
        cause: error,
        sent: this.#isSent,
      }),
    );
  }

  /** A connection was made for it. */
  get #isSent(): boolean {
    return this.#controller !== undefined;
  }

  #finish(): void {
    this.#over = true;
    this.#deadlines.clear();
    this.#options.signal.removeEventListener('abort', this.#onAbort);
  }
}
