import type { ChatCompletionRequest, CompletionUsage } from '@octollm/contracts';
import { type AnswerPart, CompletionMeter } from '../tokens/completion-tokens.ts';
import { mostPromptTokens } from '../tokens/prompt-tokens.ts';
import type { TokenUsage } from '../tokens/token-usage.ts';
import { isObject, type JsonObject } from '../wire/json.ts';
import type { MeteredUsage } from './model-provider.ts';
import { reportedUsage, wireUsage } from './usage.ts';

/** What a choice of a chunk holds, as far as it counts. */
interface MeteredChoice {
  readonly index?: unknown;
  readonly delta?: unknown;
  readonly finish_reason?: unknown;
}

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

  add(choices: readonly MeteredChoice[]): void {
    for (const { index, delta, finish_reason: reason } of choices) {
      if (isObject(delta)) this.#completion.add(delta);
      if (typeof reason === 'string') this.#over.add(index);
    }
  }

  /** A part of the answer that is charged and not passed on, such as the model's thoughts. */
  addUnsent(part: AnswerPart): void {
    this.#completion.add(part);
  }

  /** What the provider says to have used up to now, in OpenAI's shape. Anything else is no report. */
  report(usage: unknown): void {
    const reported = reportedUsage(usage);
    if (reported === undefined || !isObject(usage)) return;
    this.#reported = reported;
    this.#wire = usage;
  }

  /** The provider has said that this was all. */
  end(): void {
    this.#ended = true;
  }

  /** Whether every choice has ended: a provider may close without saying so then. */
  get isWhole(): boolean {
    return this.#over.size >= (this.#request.n ?? 1);
  }

  /** A report in the middle is the provider's count up to then, so more may have been used. */
  get usage(): MeteredUsage {
    if (this.#ended && this.#reported !== undefined) return { ...this.#reported, estimated: false };
    return {
      ...this.#reported,
      promptTokens: this.#reported?.promptTokens ?? mostPromptTokens(this.#request),
      completionTokens: Math.max(this.#completion.most, this.#reported?.completionTokens ?? 0),
      estimated: true,
    };
  }

  /** The usage for the caller: the provider's own report with its details, when there is one. */
  get wire(): CompletionUsage {
    return { ...wireUsage(this.usage), ...this.#wire };
  }
}
