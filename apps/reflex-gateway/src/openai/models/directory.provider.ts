import type { Provider } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { ModelDirectory, modelLimiter, type ProviderConfig, parseFallbacks, providersOf } from '@octollm/llm';
import type { LimiterStore } from '@octollm/resilience';
import { CONFIG, LIMITER_STORE } from '@octollm/service-kit';

type Config = ProviderConfig & Pick<ConfigOf<typeof reflexGateway>, 'MODEL_FALLBACKS'>;

export const directoryProvider: Provider = {
  provide: ModelDirectory,
  inject: [CONFIG, LIMITER_STORE],
  useFactory: (config: Config, store: LimiterStore | null) =>
    new ModelDirectory({
      providers: providersOf(config, { limiter: modelLimiter(store) }),
      fallbacks: parseFallbacks(config.MODEL_FALLBACKS),
    }),
};
