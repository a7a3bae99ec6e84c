import {
  ModelDirectory,
  type ModelDirectoryOptions,
  type ModelProvider,
  offlineModel,
  type ProviderConfig,
  parseFallbacks,
} from '@octollm/llm';
import { JsonSupport } from './call/json-support.ts';
import { ModelChoice } from './call/model-choice.ts';
import { type ModelCall, ModelSession } from './session/model-session.ts';

type BreakerListener = NonNullable<ModelDirectoryOptions['onBreaker']>;

/** The models that an arm may ask. */
export interface Models {
  /** Begins the questions of one run of an action. */
  begin(call: ModelCall): ModelSession;
}

/** The settings that say which models there are. Those of an arm with `providerSettings` fit. */
export interface ModelSettings extends ProviderConfig {
  /** The model for simple questions, and for those for which the budget does not pay the usual one. */
  readonly MODEL_SMALL?: string | undefined;
  readonly MODEL_FALLBACKS: readonly string[];
  /** Whether data that point at a person are hidden from providers outside of the platform. @default 'tokenise' */
  readonly MODEL_PERSONAL_DATA?: 'tokenise' | 'pass';
}

/** Asks the models of some providers, which it closes when the service stops. */
export class ConfiguredModels implements Models {
  readonly #directory: ModelDirectory;
  readonly #choice: ModelChoice;
  readonly #json = new JsonSupport();

  /**
   * @param model the one that is asked
   * @param onBreaker hears when the circuit of a provider changes
   * @throws ModelNotFoundError when it, the small model or a fallback is nowhere
   */
  constructor(
    providers: readonly ModelProvider[],
    model: string,
    settings: ModelSettings,
    onBreaker: BreakerListener = () => undefined,
  ) {
    this.#directory = new ModelDirectory({
      providers,
      fallbacks: parseFallbacks(settings.MODEL_FALLBACKS),
      onBreaker,
    });
    this.#choice = new ModelChoice({
      directory: this.#directory,
      model,
      small: settings.MODEL_SMALL,
      trustsProviders: settings.MODEL_PERSONAL_DATA === 'pass',
    });
  }

  begin(call: ModelCall): ModelSession {
    return new ModelSession(this.#choice, this.#json, call);
  }

  /** Closes the connections of the providers. */
  close(): Promise<void> {
    return this.#directory.close();
  }
}

/**
 * The models of some providers, or null when there is none but the offline provider, which is no model. The one that is
 * asked is the first that the first provider lists.
 * @throws ModelNotFoundError when the small model or a fallback is nowhere
 */
export const modelsOf = (
  providers: readonly ModelProvider[],
  settings: ModelSettings,
  onBreaker?: BreakerListener,
): ConfiguredModels | null => {
  const model = providers.find(({ name, models }) => name !== offlineModel && models.length > 0)?.models[0];
  return model === undefined ? null : new ConfiguredModels(providers, model, settings, onBreaker);
};
