import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import { ProviderError } from '../../providers/provider-error.ts';
import { Connection } from '../../wire/connection.ts';
import type { Timeouts } from '../../wire/deadlines.ts';
import type { ChatStream } from '../chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../model-provider.ts';
import { WireStream } from '../wire-stream.ts';
import { OllamaDecoder } from './ollama-decoder.ts';
import { readChat } from './read-chat.ts';
import { readEmbed } from './read-embed.ts';
import { errorOfAnswer } from './read-error.ts';
import { keepAliveOf, toChatRequest } from './to-chat-request.ts';

export interface OllamaModelOptions {
  /** Names the provider in routes, prices, provenance and metrics. @default 'ollama' */
  readonly name?: string;
  /** Up to and without `/api/chat`, such as `http://localhost:11434`. */
  readonly baseUrl: string;
  /** The models to list. Others can be asked for too, if the server has them. */
  readonly models: readonly string[];
  /** How long the server keeps a model loaded after a call: `10m`, seconds, or -1 for ever. @default the server's own */
  readonly keepAlive?: string;
  /** @default 120 s until the first byte, in which a model may have to be loaded, 60 s between two pieces, 600 s in all */
  readonly timeouts?: Partial<Timeouts>;
}

/**
 * Asks a server of Ollama by its own API. A prompt that is longer than the server's context (OLLAMA_CONTEXT_LENGTH there)
 * is cut by the server, which does not tell.
 */
export class OllamaModelProvider implements ModelProvider {
  readonly name: string;
  readonly models: readonly string[];
  readonly #connection: Connection;
  readonly #keepAlive: string | undefined;

  constructor({ name = 'ollama', baseUrl, models, keepAlive, timeouts }: OllamaModelOptions) {
    this.name = name;
    this.models = models;
    this.#keepAlive = keepAlive;
    this.#connection = new Connection({
      provider: name,
      baseUrl,
      headers: {},
      timeouts,
      errorOf: errorOfAnswer,
    });
  }

  /** @throws UnsupportedParameterError for what the API has no counterpart to, see `toChatRequest` */
  async chat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatResult> {
    const body = toChatRequest(request, { stream: false, keepAlive: this.#keepAlive });
    return readChat(this.name, await this.#connection.post('/api/chat', body, signal), request);
  }

  /** @throws like `chat` */
  async streamChat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatStream> {
    const body = toChatRequest(request, { stream: true, keepAlive: this.#keepAlive });
    return new WireStream(
      request,
      this.#connection.ready('/api/chat', body, signal),
      (answer) => new OllamaDecoder(this.name, request.model, answer),
    ).open();
  }

  /** @throws ProviderError (invalid_input) for tokens, which only the model that made them can read */
  async embed(request: EmbeddingsRequest, { signal }: CallOptions): Promise<EmbeddingsResult> {
    const { model, input, dimensions } = request;
    if (typeof input !== 'string' && input.some((item) => typeof item !== 'string'))
      throw new ProviderError('invalid_input', `${this.name} takes texts, not tokens.`, {
        refusal: { param: 'input' },
        sent: false,
      });
    const keepAlive = keepAliveOf(this.#keepAlive);
    const body = {
      model,
      input,
      // A text that is too long is refused, not cut: a vector of its beginning would be taken for one of all of it.
      truncate: false,
      ...(dimensions === null || dimensions === undefined ? {} : { dimensions }),
      ...(keepAlive === undefined ? {} : { keep_alive: keepAlive }),
    };
    return readEmbed(this.name, await this.#connection.post('/api/embed', body, signal), request);
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
