import { type Allowance, addUsage, noUsage, type Usage } from '@octollm/contracts';
import { costUsd, type TokenUsage } from '@octollm/llm';
import { ArmFailure } from '@octollm/service-kit';

/** The shortest answer that is worth asking for, in tokens. */
const minAnswer = 256;

/** The model of a call, whose price counts. */
export interface PricedModel {
  readonly provider: string;
  readonly model: string;
}

/** How long the prompt of a call is. */
export interface PromptTokens {
  /** What it usually takes: it counts against the tokens of the allowance. */
  readonly usual: number;
  /** What it can take at most: it counts against the money of the allowance. */
  readonly most: number;
}

/** The most that a call can use: the provider may write all of its prompt to its cache, for which some charge more. */
const mostUsage = (promptTokens: number, completionTokens: number): TokenUsage => ({
  promptTokens,
  completionTokens,
  cacheWriteTokens: promptTokens,
});

const mostCost = ({ provider, model }: PricedModel, promptTokens: number, completionTokens: number): number =>
  costUsd(provider, model, mostUsage(promptTokens, completionTokens));

/** A call that may be made: what is held for it until it is settled. */
export interface Reservation {
  readonly model: PricedModel;
  /** What it counts as when nobody tells what it has used. Its `completionTokens` bound the answer. */
  readonly atMost: TokenUsage;
  /** The tokens that are held: the prompt as it usually is, and the longest answer. */
  readonly tokens: number;
  /** The dollars that are held: what `atMost` costs. */
  readonly cost: number;
}

/**
 * Counts what the calls of one action use and keeps them within its allowance: what they cost exactly, and their tokens
 * by what prompts usually take. Calls that run at the same time hold their share of it until they are settled.
 */
export class Meter {
  readonly #allowance: Allowance;
  readonly #open = new Set<Reservation>();
  #usage: Usage = noUsage;

  constructor(allowance: Allowance) {
    this.#allowance = allowance;
  }

  /** What the calls that are settled have used. */
  get usage(): Usage {
    return this.#usage;
  }

  /**
   * Holds what a call may use and cost, and counts the call.
   * @param wanted the longest answer that is wanted, in tokens
   * @throws ArmFailure (budget) when the call could use more than is left
   */
  begin(model: PricedModel, prompt: PromptTokens, wanted: number): Reservation {
    const least = Math.min(minAnswer, wanted);
    const tokensLeft = this.#tokensLeft() - prompt.usual;
    if (tokensLeft < least)
      throw this.#exhausted(
        'over_token_budget',
        `The next question has about ${prompt.usual} tokens, which leaves no room for an answer. Raise budget.max_tokens or give less text.`,
      );
    const completionTokens = Math.min(wanted, tokensLeft, this.#affordable(model, prompt.most));
    const cost = mostCost(model, prompt.most, completionTokens);
    if (completionTokens < least) {
      const needed = mostCost(model, prompt.most, least);
      throw this.#exhausted(
        'over_cost_budget',
        `The next question to ${model.model} may cost ${needed.toFixed(4)} dollars, which is more than is left. Raise budget.max_cost_usd.`,
      );
    }
    const reservation = {
      model,
      atMost: mostUsage(prompt.most, completionTokens),
      tokens: prompt.usual + completionTokens,
      cost,
    };
    this.#open.add(reservation);
    this.#usage = addUsage(this.#usage, { ...noUsage, llm_calls: 1 });
    return reservation;
  }

  /** Ends a call: with what the provider reports, or what it may have used when nobody knows. The first time counts. */
  settle(reservation: Reservation, used: TokenUsage): void {
    if (!this.#open.delete(reservation)) return;
    const { provider, model } = reservation.model;
    this.#usage = addUsage(this.#usage, {
      ...noUsage,
      prompt_tokens: used.promptTokens,
      completion_tokens: used.completionTokens,
      cost_usd: costUsd(provider, model, used),
    });
  }

  #tokensLeft(): number {
    let left = this.#allowance.max_tokens - this.#usage.prompt_tokens - this.#usage.completion_tokens;
    for (const { tokens } of this.#open) left -= tokens;
    return left;
  }

  /** Tokens of an answer that what is left pays for, after the prompt. */
  #affordable(model: PricedModel, promptTokens: number): number {
    let left = this.#allowance.max_cost_usd - this.#usage.cost_usd;
    for (const { cost } of this.#open) left -= cost;
    const ofPrompt = mostCost(model, promptTokens, 0);
    const ofMillion = mostCost(model, promptTokens, 1_000_000) - ofPrompt;
    if (left < ofPrompt) return 0;
    return ofMillion === 0
      ? Number.POSITIVE_INFINITY
      : Math.floor(((left - ofPrompt) / ofMillion) * 1_000_000);
  }

  #exhausted(code: string, message: string): ArmFailure {
    return new ArmFailure(code, 'budget', message, { usage: this.#usage });
  }
}
