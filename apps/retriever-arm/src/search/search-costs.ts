import { addUsage, noUsage, type Usage } from '@octollm/contracts';
import type { ArmCall } from '@octollm/service-kit';

/** What the searches of a call have cost so far. It counts also when the call fails after they were paid. */
export class SearchCosts {
  #soFar: Usage = noUsage;

  constructor({ countUsage }: Pick<ArmCall, 'countUsage'>) {
    countUsage?.(() => this.#soFar);
  }

  get soFar(): Usage {
    return this.#soFar;
  }

  readonly add = (usage: Usage): void => {
    this.#soFar = addUsage(this.#soFar, usage);
  };
}
