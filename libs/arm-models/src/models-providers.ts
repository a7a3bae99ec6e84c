import { modelLimiter, providersOf } from '@octollm/llm';
import type { LimiterStore } from '@octollm/resilience';
import { CONFIG, type createLogger, LOGGER, Metrics, ModelMeter, openStore } from '@octollm/service-kit';
import { type ConfiguredModels, type ModelSettings, type Models, modelsOf } from './models.ts';
import type { ModelCall, ModelSession } from './session/model-session.ts';

/** Injection token of `Models`; null when no provider is configured. */
export const MODELS: unique symbol = Symbol('octollm.arm-models');

type Settings = ModelSettings & { readonly CACHE_REDIS_URL?: string | undefined };

/** The models of a service, and where their limits are counted. Both are closed when it stops. */
class ServiceModels implements Models {
  readonly #models: ConfiguredModels;
  readonly #store: LimiterStore | null;

  constructor(models: ConfiguredModels, store: LimiterStore | null) {
    this.#models = models;
    this.#store = store;
  }

  begin(call: ModelCall): ModelSession {
    return this.#models.begin(call);
  }

  /** Called by Nest. */
  async onApplicationShutdown(): Promise<void> {
    await this.#models.close();
    this.#store?.close();
  }
}

/** Limits are counted over all replicas; without limits nothing is to be counted. */
const openModels = async (
  settings: Settings,
  logger: ReturnType<typeof createLogger>,
  metrics: Metrics,
): Promise<Models | null> => {
  const store = settings.MODEL_LIMITS.length === 0 ? null : await openStore(settings, logger, metrics);
  const meter = new ModelMeter(metrics);
  const providers = providersOf(settings, { limiter: modelLimiter(store), onCall: meter.ended });
  const models = modelsOf(providers, settings, meter.breaker);
  if (models !== null) return new ServiceModels(models, store);
  store?.close();
  return null;
};

/**
 * For `ArmModule.register({ providers: [...modelsProviders] })` of an arm with `providerSettings`; its actions then take
 * `@Inject(MODELS) models: Models | null`.
 */
export const modelsProviders: {
  readonly provide: symbol;
  readonly inject: (symbol | typeof Metrics)[];
  readonly useFactory: typeof openModels;
}[] = [{ provide: MODELS, inject: [CONFIG, LOGGER, Metrics], useFactory: openModels }];
