import type { ChatCompletionRequest } from '@octollm/contracts';
import type { TokenUsage } from '../../providers/chat-provider.ts';
import { CompletionMeter } from '../../tokens/completion-tokens.ts';
import { mostPromptTokens } from '../../tokens/prompt-tokens.ts';
import type { MeteredUsage } from '../model-provider.ts';
import { isObject, type JsonObject } from './read-json.ts';
import { reportedUsage, wireUsage } from './usage.ts';

/** Counts what a streamed answer uses, however it ends. */
export class StreamMeter {
  readonly #request: ChatCompletionRequest;
  readonly #completion: CompletionMeter;
  readonly #over = new Set<unknown>();
  #reported: TokenUsage | undefined;
  #wire: JsonObject | undefined;
  #ended = false;

  constructor(request: ChatCompletionRequest) {
    this.#request = request;
    this.#completion = new CompletionMeter(request);
  }

  add(chunk: JsonObject, choices: readonly JsonObject[]): void {
    for (const { index, delta, finish_reason: reason } of choices) {
      if (isObject(delta)) this.#completion.add(delta);
      if (typeof reason === 'string') this.#over.add(index);
    }
    const reported = reportedUsage(chunk.usage);
    if (reported === undefined || !isObject(chunk.usage)) return;
    this.#reported = reported;
    this.#wire = chunk.usage;
  }

  /** The provider has said that this was all. */
  end(): void {
    this.#ended = true;
  }

  /** Whether every choice has ended: a provider may close without `[DONE]` then. */
  get isWhole(): boolean {
    return this.#over.size >= (this.#request.n ?? 1);
  }

  /** A report in the middle is the provider's count up to then, so more may have been used. */
  get usage(): MeteredUsage {
    if (this.#ended && this.#reported !== undefined) return { ...this.#reported, estimated: false };
    return {
      promptTokens: this.#reported?.promptTokens ?? mostPromptTokens(this.#request),
      completionTokens: Math.max(this.#completion.most, this.#reported?.completionTokens ?? 0),
      estimated: true,
    };
  }

  /** The usage for the caller: the provider's own report with its details, when there is one. */
  get wire(): JsonObject {
    return { ...wireUsage(this.usage), ...this.#wire };
  }
}
