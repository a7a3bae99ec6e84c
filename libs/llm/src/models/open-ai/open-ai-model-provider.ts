import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import { Connection } from '../../wire/connection.ts';
import type { Timeouts } from '../../wire/deadlines.ts';
import type { ChatStream } from '../chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../model-provider.ts';
import { WireStream } from '../wire-stream.ts';
import { OpenAiDecoder } from './open-ai-decoder.ts';
import { readCompletion } from './read-completion.ts';
import { readEmbeddings } from './read-embeddings.ts';
import { errorOfAnswer } from './read-error.ts';

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

/** Asks a server that speaks OpenAI's API, over connections that are kept. */
export class OpenAiModelProvider implements ModelProvider {
  readonly name: string;
  readonly models: readonly string[];
  readonly #connection: Connection;

  constructor({ name = 'openai', baseUrl, apiKey, models, timeouts }: OpenAiModelOptions) {
    this.name = name;
    this.models = models;
    this.#connection = new Connection({
      provider: name,
      baseUrl,
      headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` },
      timeouts,
      errorOf: errorOfAnswer,
    });
  }

  async chat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatResult> {
    const sent = { ...request, stream: false, stream_options: undefined };
    const body = await this.#connection.post('/chat/completions', sent, signal);
    return readCompletion(this.name, body, request);
  }

  async streamChat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatStream> {
    const sent = {
      ...request,
      stream: true,
      stream_options: { ...request.stream_options, include_usage: true },
    };
    const ready = this.#connection.ready('/chat/completions', sent, signal);
    return new WireStream(request, ready, (answer) => new OpenAiDecoder(this.name, request, answer)).open();
  }

  async embed(request: EmbeddingsRequest, { signal }: CallOptions): Promise<EmbeddingsResult> {
    const body = await this.#connection.post('/embeddings', request, signal);
    return readEmbeddings(this.name, body, request);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
