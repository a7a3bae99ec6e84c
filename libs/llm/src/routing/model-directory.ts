import { ModelNotFoundError, type OpenAiModelList } from '@octollm/contracts';
import { type BreakerState, CircuitBreaker, type CircuitBreakerOptions } from '@octollm/resilience';
import type { ModelProvider } from '../models/model-provider.ts';
import { isListed } from '../pricing/price-of.ts';
import { ModelRoute, type ModelTarget } from './model-route.ts';
import type { Fallbacks } from './parse-fallbacks.ts';

/** The model name that stands for the whole platform. It is listed here and answered elsewhere. */
export const platformModel = 'octollm';

export interface ModelDirectoryOptions {
  /** In the order of preference when two list the same model. */
  readonly providers: readonly ModelProvider[];
  /** @default none */
  readonly fallbacks?: Fallbacks;
  readonly breaker?: Omit<CircuitBreakerOptions, 'onChange'>;
  /** Hears when the circuit of a provider changes. */
  readonly onBreaker?: (provider: string, state: BreakerState) => void;
}

/** Knows by its name where a model is. */
export class ModelDirectory {
  readonly #providers: readonly ModelProvider[];
  readonly #fallbacks: ReadonlyMap<string, readonly string[]>;
  readonly #breakers: ReadonlyMap<string, CircuitBreaker>;
  readonly #listed: ReadonlyMap<string, ModelProvider>;

  /** @throws ModelNotFoundError when a fallback names a model that is nowhere */
  constructor({ providers, fallbacks = {}, breaker = {}, onBreaker }: ModelDirectoryOptions) {
    this.#providers = providers;
    this.#fallbacks = new Map(Object.entries(fallbacks));
    this.#listed = new Map(
      providers
        .toReversed()
        .flatMap((provider) => provider.models.map((model) => [model, provider] as const)),
    );
    this.#breakers = new Map(
      providers.map(({ name }) => [
        name,
        new CircuitBreaker({ ...breaker, onChange: (state) => onBreaker?.(name, state) }),
      ]),
    );
    for (const model of this.#fallbacks.keys()) this.resolve(model);
  }

  /**
   * The way to a model: one that a provider lists, `provider/model` for any that a provider may know, or one that the
   * price table has under the provider's name; with its fallbacks behind it.
   * @throws ModelNotFoundError; for `octollm` too, which is no provider's
   */
  resolve(model: string): ModelRoute {
    return new ModelRoute([model, ...(this.#fallbacks.get(model) ?? [])].map((name) => this.#target(name)));
  }

  /** What `GET /v1/models` answers. When a model was made is not known here, so `created` is 0. */
  list(): OpenAiModelList {
    const owners = new Map([[platformModel, platformModel]]);
    for (const { name, models } of this.#providers)
      for (const id of models) if (!owners.has(id)) owners.set(id, name);
    return {
      object: 'list',
      data: [...owners].map(([id, owner]) => ({ id, object: 'model', created: 0, owned_by: owner })),
    };
  }

  /** Whether a provider that is set up lists a model. */
  lists(provider: string, model: string): boolean {
    return this.#providers.some(({ name, models }) => name === provider && models.includes(model));
  }

  /** The circuit of each provider. */
  breakers(): ReadonlyMap<string, BreakerState> {
    return new Map([...this.#breakers].map(([name, { state }]) => [name, state]));
  }

  /** Closes the connections of all providers. */
  async close(): Promise<void> {
    await Promise.all(this.#providers.map((provider) => provider.close()));
  }

  #target(name: string): ModelTarget {
    const [provider, model] = this.#find(name) ?? [];
    const breaker = provider === undefined ? undefined : this.#breakers.get(provider.name);
    if (provider === undefined || model === undefined || breaker === undefined)
      throw new ModelNotFoundError(
        `The model ${JSON.stringify(name.slice(0, 100))} does not exist here. GET /v1/models lists those that do.`,
      );
    return { provider, model, breaker };
  }

  #find(name: string): readonly [ModelProvider, string] | undefined {
    const lister = this.#listed.get(name);
    if (lister !== undefined) return [lister, name];
    const slash = name.indexOf('/');
    const named = this.#providers.find((provider) => provider.name === name.slice(0, Math.max(slash, 0)));
    const rest = name.slice(slash + 1);
    if (named !== undefined && rest !== '') return [named, rest];
    const pricing = this.#providers.find((provider) => isListed(provider.name, name));
    return pricing === undefined ? undefined : [pricing, name];
  }
}
