import type { TokenUsage } from '../tokens/token-usage.ts';
import { type ModelPrice, priceOf } from './price-of.ts';

/** A dollar per million tokens is a thousand nano-dollars per token; stores keep whole nano-dollars. */
const nanosPerToken = 1_000;
const nanosPerDollar = 1_000_000_000;

const dollars = (price: ModelPrice, usage: TokenUsage): number => {
  const { promptTokens, completionTokens, cacheWriteTokens = 0 } = usage;
  const {
    prompt,
    completion,
    cacheWrite = prompt,
  } = price.long !== undefined && promptTokens > price.long.over ? price.long : price;
  const written = Math.min(cacheWriteTokens, promptTokens);
  const sum = (promptTokens - written) * prompt + written * cacheWrite + completionTokens * completion;
  return Math.round(sum * nanosPerToken) / nanosPerDollar;
};

/**
 * What a call costs in US dollars, exact to the nano-dollar: its tokens times their prices and nothing else, so it is
 * the same however the answer was sent and whether or not somebody waited for it. See `priceOf` for unknown models.
 */
export const costUsd = (provider: string, model: string, usage: TokenUsage): number =>
  dollars(priceOf(provider, model), usage);

/** The most that so many tokens can cost, whichever of them are prompt and which answer, in US dollars. */
export const mostCostUsd = (provider: string, model: string, tokens: number): number => {
  const price = priceOf(provider, model);
  const { long = price } = price;
  const perToken = Math.max(
    ...[price, long].flatMap(({ prompt, completion, cacheWrite = prompt }) => [
      prompt,
      completion,
      cacheWrite,
    ]),
  );
  return dollars(
    { prompt: perToken, completion: perToken, known: price.known },
    { promptTokens: tokens, completionTokens: 0 },
  );
};
