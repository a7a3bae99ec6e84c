import { Injectable } from '@nestjs/common';
import type { Provenance } from '@octollm/contracts';
import { mostCostUsd } from '@octollm/llm';

/** Prompts are estimated, and a model may be changed for a dearer one. */
const margin = 2;

/** Which model each arm asked last, as this replica has seen it: what the tokens of its next call may cost. */
@Injectable()
export class ArmPrices {
  readonly #models = new Map<string, { readonly provider: string; readonly model: string }>();

  /** Takes in what a call says it was made with. */
  learn({ arm, provider, model }: Provenance): void {
    if (provider !== null && model !== null && provider !== 'offline')
      this.#models.set(arm, { provider, model });
  }

  /** Forgets an arm that refused what it was given: its model may be a dearer one now. */
  forget(arm: string): void {
    this.#models.delete(arm);
  }

  /** The most that so many tokens may cost at an arm, in US dollars; undefined as long as its model is not known. */
  mostUsd(arm: string, tokens: number): number | undefined {
    const known = this.#models.get(arm);
    return known === undefined ? undefined : mostCostUsd(known.provider, known.model, tokens) * margin;
  }
}
