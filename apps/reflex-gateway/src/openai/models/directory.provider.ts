import type { Provider } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import {
  ModelDirectory,
  type ModelProvider,
  OfflineModelProvider,
  OpenAiModelProvider,
  parseFallbacks,
} from '@octollm/llm';
import { CONFIG } from '@octollm/service-kit';

type Config = Pick<
  ConfigOf<typeof reflexGateway>,
  | 'OPENAI_API_KEY'
  | 'OPENAI_BASE_URL'
  | 'OPENAI_MODEL'
  | 'OPENAI_MODELS'
  | 'OPENAI_EMBEDDING_MODEL'
  | 'MODEL_FALLBACKS'
>;

/** The provider that the configuration names, when it has a key for one, and the offline provider. */
const providersOf = (config: Config): ModelProvider[] => {
  const offline = new OfflineModelProvider();
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = config;
  if (apiKey === undefined) return [offline];
  const chat = [...new Set([config.OPENAI_MODEL, ...config.OPENAI_MODELS])];
  const models = [...chat, config.OPENAI_EMBEDDING_MODEL];
  return [new OpenAiModelProvider({ baseUrl, apiKey, models }), offline];
};

export const directoryProvider: Provider = {
  provide: ModelDirectory,
  inject: [CONFIG],
  useFactory: (config: Config) =>
    new ModelDirectory({ providers: providersOf(config), fallbacks: parseFallbacks(config.MODEL_FALLBACKS) }),
};
