import { fetch } from 'undici';
import { toBody, toCompletion } from './chat-completion.ts';
import type { ChatProvider, ChatRequest, Completion } from './chat-provider.ts';
import { ProviderError } from './provider-error.ts';
import { errorOfStatus } from './response-error.ts';

export interface OpenAiCompatibleOptions {
  /** Names the provider in provenance, metrics and messages. @default 'openai' */
  readonly name?: string;
  /** Up to and without `/chat/completions`, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Servers of one's own often need none. */
  readonly apiKey?: string;
  readonly model: string;
  /** How long a call may take, in milliseconds. @default 120_000 */
  readonly timeoutMs?: number;
}

/** Asks a server that speaks OpenAI's chat completions. */
export class OpenAiCompatibleProvider implements ChatProvider {
  readonly name: string;
  readonly model: string;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #timeoutMs: number;

  constructor({ name = 'openai', baseUrl, apiKey, model, timeoutMs = 120_000 }: OpenAiCompatibleOptions) {
    this.name = name;
    this.model = model;
    this.#url = `${baseUrl.replace(/\/+$/, '')}/chat/completions`;
    this.#headers = {
      'content-type': 'application/json',
      ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
    };
    this.#timeoutMs = timeoutMs;
  }

  async complete(request: ChatRequest): Promise<Completion> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: this.#headers,
        body: JSON.stringify(toBody(this.model, request)),
        signal: AbortSignal.any([request.signal, timeout]),
        redirect: 'error',
      });
      const text = await response.text();
      if (!response.ok) throw errorOfStatus(this.name, response.status, response.headers.get('retry-after'));
      return toCompletion(this.name, text, request);
    } catch (error) {
      request.signal.throwIfAborted();
      if (error instanceof ProviderError) throw error;
      if (timeout.aborted)
        throw new ProviderError('timeout', `${this.name} did not answer within ${this.#timeoutMs} ms.`);
      throw new ProviderError('unavailable', `${this.name} could not be reached.`, { cause: error });
    }
  }
}
