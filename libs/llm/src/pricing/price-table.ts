/** What a model costs, in US dollars per million tokens. */
export interface Price {
  readonly prompt: number;
  readonly completion: number;
}

/** List prices of https://openai.com/api/pricing, standard tier, without discounts for cached prompts. */
export const priceTable: Readonly<Record<string, Price>> = {
  'gpt-4.1': { prompt: 2, completion: 8 },
  'gpt-4.1-mini': { prompt: 0.4, completion: 1.6 },
  'gpt-4.1-nano': { prompt: 0.1, completion: 0.4 },
  'gpt-4o': { prompt: 2.5, completion: 10 },
  'gpt-4o-2024-05-13': { prompt: 5, completion: 15 },
  'gpt-4o-mini': { prompt: 0.15, completion: 0.6 },
  'gpt-5': { prompt: 1.25, completion: 10 },
  'gpt-5-mini': { prompt: 0.25, completion: 2 },
  'gpt-5-nano': { prompt: 0.05, completion: 0.4 },
  o3: { prompt: 2, completion: 8 },
  'o4-mini': { prompt: 1.1, completion: 4.4 },
};
