/** What a model costs, in US dollars per million tokens. */
export interface Price {
  readonly prompt: number;
  /** 0 for embeddings, which have none. */
  readonly completion: number;
  /** What a token costs that is written to the prompt cache, when that is more than `prompt`. */
  readonly cacheWrite?: number;
  /** Dearer prices of calls whose prompt has more tokens than `over`. */
  readonly long?: { readonly over: number } & Pick<Price, 'prompt' | 'completion' | 'cacheWrite'>;
  /** The page of the provider that states the figures. */
  readonly source: string;
  /** The month of the latest copy of the figures that was compared with this table, as YYYY-MM. */
  readonly asOf: string;
}

const pricing = 'https://developers.openai.com/api/docs/pricing';
const models = 'https://developers.openai.com/api/docs/models';
const claudePricing = 'https://platform.claude.com/docs/en/about-claude/pricing';
const claudeModels = 'https://platform.claude.com/docs/en/models';

/**
 * List prices, standard tier, of models that answer chats or embeddings, by provider and model. There is no discount in
 * them for cached prompts or batches: a call may have cost less, never more. What is written to Anthropic's prompt cache
 * costs more there (for five minutes, the only time we ask for) and is charged so. Models that answer only at other
 * endpoints are left out, because no call of ours can reach them.
 */
export const priceTable: Readonly<Record<string, Readonly<Record<string, Price>>>> = {
  openai: {
    'gpt-3.5-turbo': { prompt: 0.5, completion: 1.5, source: pricing, asOf: '2026-05' },
    'gpt-4': { prompt: 30, completion: 60, source: `${models}/gpt-4`, asOf: '2026-11' },
    'gpt-4.1': { prompt: 2, completion: 8, source: pricing, asOf: '2026-06' },
    'gpt-4.1-mini': { prompt: 0.4, completion: 1.6, source: pricing, asOf: '2026-06' },
    'gpt-4.1-nano': { prompt: 0.1, completion: 0.4, source: pricing, asOf: '2026-03' },
    'gpt-4o': { prompt: 2.5, completion: 10, source: pricing, asOf: '2026-05' },
    'gpt-4o-2024-05-13': { prompt: 5, completion: 15, source: pricing, asOf: '2025-09' },
    'gpt-4o-mini': { prompt: 0.15, completion: 0.6, source: pricing, asOf: '2026-05' },
    'gpt-5': { prompt: 1.25, completion: 10, source: pricing, asOf: '2026-03' },
    'gpt-5-mini': { prompt: 0.25, completion: 2, source: pricing, asOf: '2026-03' },
    'gpt-5-nano': { prompt: 0.05, completion: 0.4, source: pricing, asOf: '2026-03' },
    'gpt-5.4': { prompt: 2.5, completion: 15, source: pricing, asOf: '2026-03' },
    o1: { prompt: 15, completion: 60, source: pricing, asOf: '2026-05' },
    o3: { prompt: 2, completion: 8, source: pricing, asOf: '2026-03' },
    'o3-mini': { prompt: 1.1, completion: 4.4, source: pricing, asOf: '2026-05' },
    'o4-mini': { prompt: 1.1, completion: 4.4, source: pricing, asOf: '2026-03' },
    'text-embedding-3-large': { prompt: 0.13, completion: 0, source: pricing, asOf: '2026-05' },
    'text-embedding-3-small': {
      prompt: 0.02,
      completion: 0,
      source: `${models}/text-embedding-3-small`,
      asOf: '2026-07',
    },
    'text-embedding-ada-002': { prompt: 0.1, completion: 0, source: pricing, asOf: '2026-05' },
  },
  anthropic: {
    'claude-fable-5': {
      prompt: 10,
      completion: 50,
      cacheWrite: 12.5,
      source: claudePricing,
      asOf: '2026-10',
    },
    'claude-fable-5-1': {
      prompt: 10,
      completion: 50,
      cacheWrite: 12.5,
      source: claudePricing,
      asOf: '2026-10',
    },
    'claude-fable-5-2': {
      prompt: 8,
      completion: 40,
      cacheWrite: 10,
      source: `${claudeModels}/fable-5-2/overview`,
      asOf: '2026-11',
    },
    'claude-haiku-4-5': {
      prompt: 1,
      completion: 5,
      cacheWrite: 1.25,
      source: `${claudeModels}/haiku-4-5/overview`,
      asOf: '2026-10',
    },
    'claude-haiku-5-5': {
      prompt: 0.1,
      completion: 0.5,
      cacheWrite: 0.125,
      long: { over: 100_000, prompt: 0.5, completion: 2.5, cacheWrite: 0.625 },
      source: `${claudeModels}/haiku-5-5/overview`,
      asOf: '2026-10',
    },
    'claude-opus-4-5': {
      prompt: 5,
      completion: 25,
      cacheWrite: 6.25,
      source: claudePricing,
      asOf: '2026-10',
    },
    'claude-opus-4-6': {
      prompt: 5,
      completion: 25,
      cacheWrite: 6.25,
      source: claudePricing,
      asOf: '2026-10',
    },
    'claude-opus-4-7': {
      prompt: 5,
      completion: 25,
      cacheWrite: 6.25,
      source: claudePricing,
      asOf: '2026-10',
    },
    'claude-opus-4-8': {
      prompt: 5,
      completion: 25,
      cacheWrite: 6.25,
      source: claudePricing,
      asOf: '2026-10',
    },
    'claude-opus-5': { prompt: 5, completion: 25, cacheWrite: 6.25, source: claudePricing, asOf: '2026-10' },
    'claude-opus-5-5': {
      prompt: 4,
      completion: 20,
      cacheWrite: 5,
      source: `${claudeModels}/opus-5-5/overview`,
      asOf: '2026-11',
    },
    'claude-sonnet-4-5': {
      prompt: 3,
      completion: 15,
      cacheWrite: 3.75,
      source: `${claudeModels}/sonnet-4-5/overview`,
      asOf: '2026-10',
    },
    'claude-sonnet-4-6': {
      prompt: 3,
      completion: 15,
      cacheWrite: 3.75,
      source: `${claudeModels}/sonnet-4-6/overview`,
      asOf: '2026-10',
    },
    'claude-sonnet-5': {
      prompt: 2,
      completion: 10,
      cacheWrite: 2.5,
      source: `${claudeModels}/sonnet-5/overview`,
      asOf: '2026-10',
    },
    'claude-sonnet-5-5': {
      prompt: 2,
      completion: 10,
      cacheWrite: 2.5,
      source: `${claudeModels}/sonnet-5-5/overview`,
      asOf: '2026-11',
    },
  },
};
