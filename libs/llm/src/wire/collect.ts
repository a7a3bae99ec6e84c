import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { ProviderError } from '../providers/provider-error.ts';
import { Exchange, type ExchangeOptions, type Receiver } from './exchange.ts';

/** The longest body that is read: 2,048 embeddings of 3,072 numbers in text are about 140 MB. */
const maxBytes = 268_435_456;
/** Enough for any error. */
export const maxErrorBytes = 65_536;

/** An answer other than 200. */
export interface Refused {
  readonly status: number;
  readonly retryAfter: string | null;
  /** Empty when it was longer than any error is. */
  readonly body: Buffer;
}

/** Reads the error that a provider's refusal stands for. Nothing of the body but names may come into it. */
export type ErrorOf = (provider: string, refused: Refused) => ProviderError;

/** The value of a header that stands once. */
export const headerOf = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

/** Joins the body of an answer. */
export class Body {
  readonly #pieces: Buffer[] = [];
  #bytes = 0;

  /** @returns how many bytes there are now */
  add(piece: Buffer): number {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    return this.#bytes;
  }

  get bytes(): Buffer {
    const [only] = this.#pieces;
    return this.#pieces.length === 1 && only !== undefined ? only : Buffer.concat(this.#pieces);
  }
}

/** Sends a request and waits for the whole body of its answer. @throws ProviderError unless the answer is 200 */
export const collect = (
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  options: ExchangeOptions,
  errorOf: ErrorOf,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const body = new Body();
    let status = 0;
    let retryAfter: string | null = null;
    const refused = (bytes: Buffer): ProviderError =>
      errorOf(options.provider, { status, retryAfter, body: bytes });
    const receiver: Receiver = {
      onHead: (code, headers) => {
        status = code;
        retryAfter = headerOf(headers, 'retry-after');
      },
      onData: (chunk) => {
        if (body.add(chunk) > (status === 200 ? maxBytes : maxErrorBytes))
          exchange.cancel(
            status === 200
              ? new ProviderError('unavailable', `${options.provider} answered with too much.`)
              : refused(Buffer.alloc(0)),
          );
      },
      onEnd: () => (status === 200 ? resolve(body.bytes) : reject(refused(body.bytes))),
      onError: reject,
    };
    const exchange = new Exchange(receiver, options);
    exchange.start(dispatcher, request);
  });
