import { type Allowance, addUsage, noUsage, type Usage } from '@octollm/contracts';
import { costUsd, type TokenUsage } from '@octollm/llm';
import { ArmFailure } from '@octollm/service-kit';

/** The longest answer in tokens, and the shortest that is worth asking for. */
const maxAnswer = 4_096;
const minAnswer = 256;
/** English and code take three bytes a token or more, so this rather counts too many. */
const bytesPerToken = 3;

/** Counts what the calls of one action use, and keeps them within its allowance. */
export class Meter {
  readonly #model: string;
  readonly #allowance: Allowance;
  #usage: Usage = noUsage;

  constructor(model: string, allowance: Allowance) {
    this.#model = model;
    this.#allowance = allowance;
  }

  get usage(): Usage {
    return this.#usage;
  }

  /** Whether the price of the model is known. If not, `cost_usd` is 0 and the limit on it cannot be kept. */
  get knowsPrice(): boolean {
    return costUsd(this.#model, { promptTokens: 0, completionTokens: 0 }) !== null;
  }

  /**
   * Counts a call that is about to be made. @returns the most tokens its answer may have
   * @throws ArmFailure (budget) when the call could use more than is left
   */
  begin(prompt: string): number {
    const promptTokens = Math.ceil(Buffer.byteLength(prompt) / bytesPerToken);
    const used = this.#usage.prompt_tokens + this.#usage.completion_tokens;
    const maxTokens = Math.min(maxAnswer, this.#allowance.max_tokens - used - promptTokens);
    if (maxTokens < minAnswer)
      throw this.#exhausted(
        'over_token_budget',
        `The next question has about ${promptTokens} tokens, which leaves no room for an answer. Raise budget.max_tokens or give less code.`,
      );
    const worst = costUsd(this.#model, { promptTokens, completionTokens: maxTokens }) ?? 0;
    if (this.#usage.cost_usd + worst > this.#allowance.max_cost_usd)
      throw this.#exhausted(
        'over_cost_budget',
        `The next question to ${this.#model} may cost ${worst.toFixed(4)} dollars, which is more than is left. Raise budget.max_cost_usd.`,
      );
    this.#usage = addUsage(this.#usage, { ...noUsage, llm_calls: 1 });
    return maxTokens;
  }

  /** Counts what a call has used. */
  end(usage: TokenUsage): void {
    this.#usage = addUsage(this.#usage, {
      ...noUsage,
      prompt_tokens: usage.promptTokens,
      completion_tokens: usage.completionTokens,
      cost_usd: costUsd(this.#model, usage) ?? 0,
    });
  }

  #exhausted(code: string, message: string): ArmFailure {
    return new ArmFailure(code, 'budget', message, { usage: this.#usage });
  }
}
