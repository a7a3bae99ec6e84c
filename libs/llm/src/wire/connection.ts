import { type Dispatcher, Pool } from 'undici';
import { collect, type ErrorOf } from './collect.ts';
import type { Timeouts } from './deadlines.ts';
import type { ExchangeOptions } from './exchange.ts';
import { toJson } from './json.ts';

export interface ConnectionOptions {
  /** Names the other side in errors. */
  readonly provider: string;
  /** Its path is put before those of requests. */
  readonly baseUrl: string;
  /** Sent with every request, beside the content type: the key, for one. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeouts: Partial<Timeouts> | undefined;
  readonly errorOf: ErrorOf;
}

/** A request that is ready to be sent, and how its answer is watched over. */
export interface ReadyRequest {
  readonly dispatcher: Dispatcher;
  readonly request: Dispatcher.DispatchOptions;
  readonly options: ExchangeOptions;
  readonly errorOf: ErrorOf;
}

/** Calls beyond these wait for a connection to be free. */
const maxConnections = 256;

const defaultTimeouts: Timeouts = { firstByteMs: 120_000, idleMs: 60_000, totalMs: 600_000 };

/** Sends JSON to one provider, over connections that are kept. */
export class Connection {
  readonly provider: string;
  readonly #errorOf: ErrorOf;
  readonly #timeouts: Timeouts;
  readonly #path: string;
  readonly #headers: string[];
  readonly #pool: Pool;

  constructor({ provider, baseUrl, headers, timeouts, errorOf }: ConnectionOptions) {
    const { origin, pathname } = new URL(baseUrl);
    this.provider = provider;
    this.#errorOf = errorOf;
    this.#timeouts = { ...defaultTimeouts, ...timeouts };
    this.#path = pathname.replace(/\/+$/, '');
    this.#headers = ['content-type', 'application/json', ...Object.entries(headers).flat()];
    this.#pool = new Pool(origin, {
      connections: maxConnections,
      pipelining: 1,
      // An exchange watches over its own times.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: 10_000 },
    });
  }

  /** @throws ProviderError (invalid_input) when the body cannot be written */
  ready(path: string, body: object, signal: AbortSignal): ReadyRequest {
    return {
      dispatcher: this.#pool,
      request: {
        method: 'POST',
        path: this.#path + path,
        headers: this.#headers,
        body: toJson(this.provider, body),
      },
      options: { provider: this.provider, timeouts: this.#timeouts, signal },
      errorOf: this.#errorOf,
    };
  }

  /** The whole body of the answer. @throws ProviderError, and the reason of the signal */
  async post(path: string, body: object, signal: AbortSignal): Promise<Buffer> {
    const { dispatcher, request, options, errorOf } = this.ready(path, body, signal);
    return collect(dispatcher, request, options, errorOf);
  }

  /** Closes idle connections. Calls that are under way end as they would. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}
