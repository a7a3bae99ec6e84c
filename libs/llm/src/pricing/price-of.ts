import { staysOnPlatform } from '../providers/stays-on-platform.ts';
import { type Price, priceTable } from './price-table.ts';

/** The prices of a model in US dollars per million tokens. */
export interface ModelPrice extends Pick<Price, 'prompt' | 'completion' | 'cacheWrite' | 'long'> {
  /** Whether the table names the model. If not, it is priced as the dearest of its provider. */
  readonly known: boolean;
}

const dearest = (prices: readonly Price[]): ModelPrice => ({
  prompt: Math.max(...prices.map(({ prompt }) => prompt)),
  completion: Math.max(...prices.map(({ completion }) => completion)),
  cacheWrite: Math.max(...prices.map(({ prompt, cacheWrite = prompt }) => cacheWrite)),
  known: false,
});

const dearestOfAll = dearest(Object.values(priceTable).flatMap((prices) => Object.values(prices)));
const dearestOf: ReadonlyMap<string, ModelPrice> = new Map(
  Object.entries(priceTable).map(([provider, prices]) => [provider, dearest(Object.values(prices))]),
);

/**
 * What a model costs. A dated snapshot (`gpt-4o-2024-08-06`, `claude-opus-4-5-20251101`) costs what its model does unless it has a price of its
 * own. A model that the table does not name costs the most that any model of the provider does, one of an unknown
 * provider the most that any model does: a cap holds for it too, and it is never taken for free. Only the offline
 * provider is, which is no model, and Ollama, whose models run on machines of one's own: whatever they are called, no
 * call is billed. Those that Ollama runs on its own servers are not named by the table.
 */
export const priceOf = (provider: string, model: string): ModelPrice => {
  if (provider === 'offline') return { prompt: 0, completion: 0, known: model === 'offline' };
  if (provider === 'ollama' && staysOnPlatform(provider, model))
    return { prompt: 0, completion: 0, known: true };
  const prices = Object.hasOwn(priceTable, provider) ? priceTable[provider] : undefined;
  if (prices === undefined) return dearestOfAll;
  const name = Object.hasOwn(prices, model) ? model : model.replace(/-\d{4}-?\d{2}-?\d{2}$/, '');
  const price = Object.hasOwn(prices, name) ? prices[name] : undefined;
  if (price === undefined) return dearestOf.get(provider) ?? dearestOfAll;
  return { ...price, known: true };
};

/** Whether the price table has a model under the name of a provider, and so knows where it is. */
export const isListed = (provider: string, model: string): boolean =>
  Object.hasOwn(priceTable, provider) && priceOf(provider, model).known;
