import type { TokenUsage } from '../providers/chat-provider.ts';
import { type ModelPrice, priceOf } from './price-of.ts';

/** A dollar per million tokens is a thousand nano-dollars per token; stores keep whole nano-dollars. */
const nanosPerToken = 1_000;
const nanosPerDollar = 1_000_000_000;

const dollars = (price: ModelPrice, { promptTokens, completionTokens }: TokenUsage): number =>
  Math.round((promptTokens * price.prompt + completionTokens * price.completion) * nanosPerToken) /
  nanosPerDollar;

/**
 * What a call costs in US dollars, exact to the nano-dollar: its tokens times their prices and nothing else, so it is
 * the same however the answer was sent and whether or not somebody waited for it. See `priceOf` for unknown models.
 */
export const costUsd = (provider: string, model: string, usage: TokenUsage): number =>
  dollars(priceOf(provider, model), usage);

/** The most that so many tokens can cost, whichever of them are prompt and which answer, in US dollars. */
export const mostCostUsd = (provider: string, model: string, tokens: number): number => {
  const { prompt, completion } = priceOf(provider, model);
  const dearer =
    prompt > completion
      ? { promptTokens: tokens, completionTokens: 0 }
      : { promptTokens: 0, completionTokens: tokens };
  return costUsd(provider, model, dearer);
};
