import type { ChatCompletionRequest, EmbeddingsRequest } from '@octollm/contracts';
import { ProviderError } from '../../providers/provider-error.ts';
import { Connection } from '../../wire/connection.ts';
import type { Timeouts } from '../../wire/deadlines.ts';
import type { ChatStream } from '../chat-stream.ts';
import type { CallOptions, ChatResult, EmbeddingsResult, ModelProvider } from '../model-provider.ts';
import { WireStream } from '../wire-stream.ts';
import { AnthropicDecoder } from './anthropic-decoder.ts';
import { errorOfAnswer } from './read-error.ts';
import { readMessage } from './read-message.ts';
import { toMessageRequest, usualLimit, withLimit } from './to-message-request.ts';

export interface AnthropicModelOptions {
  /** Names the provider in routes, prices, provenance and metrics. @default 'anthropic' */
  readonly name?: string;
  /** Up to and without `/v1/messages`. @default 'https://api.anthropic.com' */
  readonly baseUrl?: string;
  readonly apiKey: string;
  /** The models to list. Others can be asked for too. */
  readonly models: readonly string[];
  /** @default 120 s until the first byte, 60 s between two pieces, 600 s in all */
  readonly timeouts?: Partial<Timeouts>;
}

/** The version of the API whose shapes are read and written here. */
const version = '2023-06-01';

/** Asks Anthropic's Messages API. */
export class AnthropicModelProvider implements ModelProvider {
  readonly name: string;
  readonly models: readonly string[];
  readonly usualLimit = usualLimit;
  readonly #connection: Connection;

  constructor({
    name = 'anthropic',
    baseUrl = 'https://api.anthropic.com',
    apiKey,
    models,
    timeouts,
  }: AnthropicModelOptions) {
    this.name = name;
    this.models = models;
    this.#connection = new Connection({
      provider: name,
      baseUrl,
      headers: { 'x-api-key': apiKey, 'anthropic-version': version },
      timeouts,
      errorOf: errorOfAnswer,
    });
  }

  /** @throws UnsupportedParameterError for what the API has no counterpart to, see `toMessageRequest` */
  async chat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatResult> {
    const body = await this.#connection.post('/v1/messages', toMessageRequest(request, false), signal);
    return readMessage(this.name, body, withLimit(request));
  }

  /** @throws like `chat` */
  async streamChat(request: ChatCompletionRequest, { signal }: CallOptions): Promise<ChatStream> {
    const ready = this.#connection.ready('/v1/messages', toMessageRequest(request, true), signal);
    return new WireStream(
      withLimit(request),
      ready,
      (answer) => new AnthropicDecoder(this.name, request.model, answer),
    ).open();
  }

  /** @throws ProviderError (invalid_input, `embeddings_not_offered`) always: Anthropic has no models for it */
  async embed(_: EmbeddingsRequest, { signal }: CallOptions): Promise<EmbeddingsResult> {
    signal.throwIfAborted();
    throw new ProviderError('invalid_input', `${this.name} has no models for embeddings.`, {
      refusal: { code: 'embeddings_not_offered', param: 'model' },
      sent: false,
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
