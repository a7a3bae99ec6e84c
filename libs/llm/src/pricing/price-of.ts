import { type Price, priceTable } from './price-table.ts';

/** The prices of a model in US dollars per million tokens. */
export interface ModelPrice extends Pick<Price, 'prompt' | 'completion'> {
  /** Whether the table names the model. If not, it is priced as the dearest of its provider. */
  readonly known: boolean;
}

const dearest = (prices: readonly Price[]): ModelPrice => ({
  prompt: Math.max(...prices.map(({ prompt }) => prompt)),
  completion: Math.max(...prices.map(({ completion }) => completion)),
  known: false,
});

/**
 * What a model costs. A dated snapshot (`gpt-4o-2024-08-06`) costs what its model does unless it has a price of its
 * own. A model that the table does not name costs the most that any model of the provider does, one of an unknown
 * provider the most that any model does: a cap holds for it too, and it is never taken for free.
 */
export const priceOf = (provider: string, model: string): ModelPrice => {
  const all = Object.values(priceTable).flatMap((prices) => Object.values(prices));
  if (!Object.hasOwn(priceTable, provider)) return dearest(all);
  const prices = priceTable[provider] ?? {};
  const name = Object.hasOwn(prices, model) ? model : model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const price = Object.hasOwn(prices, name) ? prices[name] : undefined;
  return price === undefined
    ? dearest(Object.values(prices))
    : { prompt: price.prompt, completion: price.completion, known: true };
};
