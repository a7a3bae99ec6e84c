import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import { type Dispatcher, Pool } from 'undici';
import { ProviderError } from '../../providers/provider-error.ts';
import type { Timeouts } from '../../wire/deadlines.ts';
import type { ExchangeOptions } from '../../wire/exchange.ts';
import type { ChatStream } from '../chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../model-provider.ts';
import { collect } from './collect.ts';
import { OpenAiStream } from './open-ai-stream.ts';
import { readCompletion } from './read-completion.ts';
import { readEmbeddings } from './read-embeddings.ts';

export interface OpenAiModelOptions {
  /** Names the provider in routes, prices, provenance and metrics. @default 'openai' */
  readonly name?: string;
  /** Up to and without `/chat/completions`, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Servers of one's own often need none. */
  readonly apiKey?: string;
  /** The models to list. Others can be asked for too. */
  readonly models: readonly string[];
  /** @default 120 s until the first byte, 60 s between two pieces, 600 s in all */
  readonly timeouts?: Partial<Timeouts>;
}

/** Calls beyond these wait for a connection to be free. */
const maxConnections = 256;

const defaultTimeouts: Timeouts = { firstByteMs: 120_000, idleMs: 60_000, totalMs: 600_000 };

/** @throws ProviderError (invalid_input) when the request is nested deeper than can be written */
const toJson = (provider: string, body: object): Buffer => {
  try {
    return Buffer.from(JSON.stringify(body));
  } catch (error) {
    throw new ProviderError('invalid_input', `The request to ${provider} is nested too deeply.`, {
      cause: error,
    });
  }
};

/** Asks a server that speaks OpenAI's API, over connections that are kept. */
export class OpenAiModelProvider implements ModelProvider {
  readonly name: string;
  readonly models: readonly string[];
  readonly #pool: Pool;
  readonly #path: string;
  readonly #headers: string[];
  readonly #timeouts: Timeouts;

  constructor({ name = 'openai', baseUrl, apiKey, models, timeouts }: OpenAiModelOptions) {
    const { origin, pathname } = new URL(baseUrl);
    this.name = name;
    this.models = models;
    this.#path = pathname.replace(/\/+$/, '');
    this.#headers = ['content-type', 'application/json'];
    if (apiKey !== undefined) this.#headers.push('authorization', `Bearer ${apiKey}`);
    this.#timeouts = { ...defaultTimeouts, ...timeouts };
    this.#pool = new Pool(origin, {
      connections: maxConnections,
      pipelining: 1,
      // An exchange watches over its own times.
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: 10_000 },
    });
  }

  async chat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatResult> {
    const sent = { ...request, stream: false, stream_options: undefined };
    const body = await collect(this.#pool, this.#post('/chat/completions', sent), this.#exchange(signal));
    return readCompletion(this.name, body, request);
  }

  async streamChat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatStream> {
    const sent = {
      ...request,
      stream: true,
      stream_options: { ...request.stream_options, include_usage: true },
    };
    const stream = new OpenAiStream(request, this.#exchange(signal));
    return stream.open(this.#pool, this.#post('/chat/completions', sent));
  }

  async embed(request: EmbeddingsRequest, { signal }: CallOptions): Promise<EmbeddingsResult> {
    const body = await collect(this.#pool, this.#post('/embeddings', request), this.#exchange(signal));
    return readEmbeddings(this.name, body, request);
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  #post(path: string, body: object): Dispatcher.DispatchOptions {
    return {
      method: 'POST',
      path: this.#path + path,
      headers: this.#headers,
      body: toJson(this.name, body),
    };
  }

  #exchange(signal: AbortSignal): ExchangeOptions {
    return { provider: this.name, timeouts: this.#timeouts, signal };
  }
}
