import type { Provider } from '@nestjs/common';
import type { ConfigOf, reflexGateway } from '@octollm/catalogue';
import { ModelDirectory, modelLimiter, type ProviderConfig, parseFallbacks, providersOf } from '@octollm/llm';
import type { LimiterStore } from '@octollm/resilience';
import { CONFIG, LIMITER_STORE, Metrics, ModelMeter } from '@octollm/service-kit';

type Config = ProviderConfig & Pick<ConfigOf<typeof reflexGateway>, 'MODEL_FALLBACKS'>;

export const directoryProvider: Provider = {
  provide: ModelDirectory,
  inject: [CONFIG, LIMITER_STORE, Metrics],
  useFactory: (config: Config, store: LimiterStore | null, metrics: Metrics) => {
    const meter = new ModelMeter(metrics);
    return new ModelDirectory({
      providers: providersOf(config, { limiter: modelLimiter(store), onCall: meter.ended }),
      fallbacks: parseFallbacks(config.MODEL_FALLBACKS),
      onBreaker: meter.breaker,
    });
  },
};
