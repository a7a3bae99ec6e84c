import { type Allowance, addUsage, noUsage, type Usage } from '@octollm/contracts';
import { type ChatProvider, costUsd, priceOf, type TokenUsage } from '@octollm/llm';
import { ArmFailure } from '@octollm/service-kit';

/** The longest answer in tokens, and the shortest that is worth asking for. */
const maxAnswer = 4_096;
const minAnswer = 256;
/** English and code take three bytes a token or more, so this rather counts too many. */
const bytesPerToken = 3;

type Model = Pick<ChatProvider, 'name' | 'model'>;

/** Counts what the calls of one action use, and keeps them within its allowance. */
export class Meter {
  readonly #model: Model;
  readonly #allowance: Allowance;
  #usage: Usage = noUsage;

  constructor(model: Model, allowance: Allowance) {
    this.#model = model;
    this.#allowance = allowance;
  }

  get usage(): Usage {
    return this.#usage;
  }

  /** Whether the price of the model is known. If not, it is taken to cost what the dearest of its provider does. */
  get knowsPrice(): boolean {
    return priceOf(this.#model.name, this.#model.model).known;
  }

  /**
   * Counts a call that is about to be made. @returns the most it may use; `completionTokens` bounds the answer
   * @throws ArmFailure (budget) when the call could use more than is left
   */
  begin(prompt: string): TokenUsage {
    const promptTokens = Math.ceil(Buffer.byteLength(prompt) / bytesPerToken);
    const used = this.#usage.prompt_tokens + this.#usage.completion_tokens;
    const left = this.#allowance.max_tokens - used - promptTokens;
    if (left < minAnswer)
      throw this.#exhausted(
        'over_token_budget',
        `The next question has about ${promptTokens} tokens, which leaves no room for an answer. Raise budget.max_tokens or give less code.`,
      );
    const completionTokens = Math.min(maxAnswer, left, this.#affordable(promptTokens));
    if (completionTokens < minAnswer) {
      const least = this.#cost({ promptTokens, completionTokens: minAnswer });
      throw this.#exhausted(
        'over_cost_budget',
        `The next question to ${this.#model.model} may cost ${least.toFixed(4)} dollars, which is more than is left. Raise budget.max_cost_usd.`,
      );
    }
    this.#usage = addUsage(this.#usage, { ...noUsage, llm_calls: 1 });
    return { promptTokens, completionTokens };
  }

  /** Counts what a call has used: what the provider reports, or what it might use when nobody knows. */
  end(usage: TokenUsage): void {
    this.#usage = addUsage(this.#usage, {
      ...noUsage,
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      cost_usd: this.#cost(usage),
    });
  }

  /** Tokens of an answer that what is left pays for, after the prompt. */
  #affordable(promptTokens: number): number {
    const left =
      this.#allowance.max_cost_usd - this.#usage.cost_usd - this.#cost({ promptTokens, completionTokens: 0 });
    const million = this.#cost({ promptTokens: 0, completionTokens: 1_000_000 });
    return Math.floor((left / million) * 1_000_000);
  }

  #cost(usage: TokenUsage): number {
    return costUsd(this.#model.name, this.#model.model, usage);
  }

  #exhausted(code: string, message: string): ArmFailure {
    return new ArmFailure(code, 'budget', message, { usage: this.#usage });
  }
}
