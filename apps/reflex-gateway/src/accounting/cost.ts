import { costUsd, type TokenUsage } from '@octollm/llm';
import { toNanoDollars } from '@octollm/memory';

/** Whose prices count. */
export interface PricedModel {
  readonly provider: string;
  readonly model: string;
}

/** What a call costs in nano-dollars, the same however the answer was sent. */
export const nanoUsdOf = ({ provider, model }: PricedModel, usage: TokenUsage): number =>
  toNanoDollars(costUsd(provider, model, usage));
