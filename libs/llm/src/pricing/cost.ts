import type { TokenUsage } from '../providers/chat-provider.ts';
import { type Price, priceTable } from './price-table.ts';

/** A dollar per million tokens is a thousand nano-dollars per token; stores keep whole nano-dollars. */
const nanosPerToken = 1_000;
const nanosPerDollar = 1_000_000_000;

const priceOf = (model: string): Price | undefined => {
  const name = Object.hasOwn(priceTable, model) ? model : model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  return Object.hasOwn(priceTable, name) ? priceTable[name] : undefined;
};

/**
 * What a call has cost in US dollars, exact to the nano-dollar. A dated snapshot (`gpt-4o-2024-08-06`) costs
 * what its model does unless it has a price of its own.
 *
 * @returns null for a model without a known price; a caller must say so and not take it for free
 */
export const costUsd = (model: string, { promptTokens, completionTokens }: TokenUsage): number | null => {
  const price = priceOf(model);
  if (price === undefined) return null;
  const nanos = (promptTokens * price.prompt + completionTokens * price.completion) * nanosPerToken;
  return Math.round(nanos) / nanosPerDollar;
};
