import { type ModelDirectory, type ModelTarget, offlineModel, staysOnPlatform } from '@octollm/llm';

/** Goals below this are simple enough for the small model. */
const simpleBelow = 0.35;

export interface ModelChoiceOptions {
  readonly directory: Pick<ModelDirectory, 'resolve'>;
  /** The model that is asked. */
  readonly model: string;
  /** A cheaper one for what is simple, and for what the budget does not pay the other. */
  readonly small?: string | undefined;
  /** Whether every provider counts as one of the platform's own. @default false */
  readonly trustsProviders?: boolean;
}

/** A model that may be asked. */
export interface Candidate {
  readonly target: ModelTarget;
  /** Whether it is only asked when the ones before are too dear. */
  readonly isSpare: boolean;
}

const isSame = (a: ModelTarget, b: ModelTarget): boolean => a.provider === b.provider && a.model === b.model;

const candidates = (targets: readonly ModelTarget[], spare: readonly ModelTarget[]): readonly Candidate[] =>
  [...targets, ...spare]
    .map((target, at) => ({ target, isSpare: at >= targets.length }))
    .filter(({ target }, at, all) => all.findIndex((other) => isSame(other.target, target)) === at);

/** Which models are asked, and in which order. */
export class ModelChoice {
  readonly #main: readonly ModelTarget[];
  readonly #small: readonly ModelTarget[];
  readonly #trustsProviders: boolean;

  /** @throws ModelNotFoundError when a model or a fallback of it is nowhere */
  constructor({ directory, model, small, trustsProviders = false }: ModelChoiceOptions) {
    const targetsOf = (name: string): readonly ModelTarget[] =>
      directory.resolve(name).targets.filter(({ provider }) => provider.name !== offlineModel);
    this.#main = targetsOf(model);
    this.#small = small === undefined ? [] : targetsOf(small);
    this.#trustsProviders = trustsProviders;
  }

  /** The models for a question of a complexity from 0 to 1, with their fallbacks, in the order they are asked. */
  candidates(complexity: number | undefined): readonly Candidate[] {
    const isSimple = complexity !== undefined && complexity < simpleBelow;
    if (isSimple) return candidates([...this.#small, ...this.#main], []);
    return candidates(this.#main, this.#small);
  }

  /** Whether what a model is told leaves the platform. */
  isExternal({ provider, model }: ModelTarget): boolean {
    return !this.#trustsProviders && !staysOnPlatform(provider.name, model);
  }
}
