import { LocalQuotaLimiter, type QuotaLimiter } from '@octollm/resilience';
import { CallQuota } from '../limits/call-quota.ts';
import { parseModelLimits } from '../limits/parse-model-limits.ts';
import { AnthropicModelProvider } from '../models/anthropic/anthropic-model-provider.ts';
import { BatchedEmbeddings } from '../models/decorated/batched-embeddings.ts';
import { LimitedModelProvider } from '../models/decorated/limited-model-provider.ts';
import { type EndedCallListener, MeteredModelProvider } from '../models/decorated/metered-model-provider.ts';
import { RetryingModelProvider } from '../models/decorated/retrying-model-provider.ts';
import { TracedModelProvider } from '../models/decorated/traced-model-provider.ts';
import type { ModelProvider } from '../models/model-provider.ts';
import { OfflineModelProvider } from '../models/offline/offline-model-provider.ts';
import { OllamaModelProvider } from '../models/ollama/ollama-model-provider.ts';
import { OpenAiModelProvider } from '../models/open-ai/open-ai-model-provider.ts';
import type { ProviderConfig } from './provider-config.ts';

/** The names of the providers that can be set up. */
export const providerNames: ReadonlySet<string> = new Set(['openai', 'anthropic', 'compatible', 'ollama']);

/** Each name once, in their order. */
const listed = (...names: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(names.filter((name) => name !== undefined)),
];

const openAi = (config: ProviderConfig): ModelProvider[] => {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = config;
  if (apiKey === undefined) return [];
  const models = listed(config.OPENAI_MODEL, ...(config.OPENAI_MODELS ?? []), config.OPENAI_EMBEDDING_MODEL);
  return [new OpenAiModelProvider({ baseUrl, apiKey, models })];
};

const anthropic = (config: ProviderConfig): ModelProvider[] => {
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_BASE_URL: baseUrl, ANTHROPIC_MODEL: model } = config;
  return apiKey === undefined ? [] : [new AnthropicModelProvider({ baseUrl, apiKey, models: [model] })];
};

const compatible = (config: ProviderConfig): ModelProvider[] => {
  const { COMPATIBLE_BASE_URL: baseUrl, COMPATIBLE_API_KEY: apiKey, COMPATIBLE_MODEL: model } = config;
  if (baseUrl === undefined) return [];
  const key = apiKey === undefined ? {} : { apiKey };
  return [new OpenAiModelProvider({ name: 'compatible', baseUrl, ...key, models: listed(model) })];
};

const ollama = (config: ProviderConfig): ModelProvider[] => {
  const { OLLAMA_BASE_URL: baseUrl, OLLAMA_KEEP_ALIVE: keepAlive } = config;
  if (baseUrl === undefined) return [];
  const models = listed(config.OLLAMA_MODEL, config.OLLAMA_EMBEDDING_MODEL);
  return [new OllamaModelProvider({ baseUrl, models, ...(keepAlive === undefined ? {} : { keepAlive }) })];
};

export interface ProvidersOptions {
  /** Where the calls and tokens of MODEL_LIMITS are counted. @default this process alone */
  readonly limiter?: QuotaLimiter;
  /** Hears of every call that ends, each try by itself. @default nobody does */
  readonly onCall?: EndedCallListener;
}

/** Each try of a call is traced and metered, and counts to the limits; requests for embeddings share calls. */
const equipped = (
  provider: ModelProvider,
  quota: CallQuota | undefined,
  onCall: EndedCallListener,
): ModelProvider => {
  const traced = new MeteredModelProvider(new TracedModelProvider(provider), onCall);
  const limited = quota === undefined ? traced : new LimitedModelProvider(traced, quota);
  return new BatchedEmbeddings(new RetryingModelProvider(limited));
};

/**
 * The providers that a configuration names, in the order of preference, with the offline provider as the last. The first
 * model that each lists is the one to ask for chats. Their calls are traced, kept within MODEL_LIMITS and tried again when
 * that helps. Whoever makes them closes them.
 * @throws Error when MODEL_LIMITS cannot be read or names a provider that there is none of
 */
export const providersOf = (
  config: ProviderConfig,
  { limiter = new LocalQuotaLimiter(), onCall = () => undefined }: ProvidersOptions = {},
): ModelProvider[] => {
  const providers = [...openAi(config), ...anthropic(config), ...compatible(config), ...ollama(config)];
  const limits = parseModelLimits(config.MODEL_LIMITS);
  for (const name of limits.keys())
    if (!providerNames.has(name)) throw new Error(`MODEL_LIMITS names ${name}, which is no provider.`);
  const made = providers.map((provider) => {
    const limit = limits.get(provider.name);
    return equipped(provider, limit && new CallQuota(provider.name, limiter, limit), onCall);
  });
  return [...made, new MeteredModelProvider(new TracedModelProvider(new OfflineModelProvider()), onCall)];
};
