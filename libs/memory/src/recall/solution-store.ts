import { canonicalJson } from '../audit/canonical-json.ts';
import { sha256 } from '../audit/sha256.ts';
import type { MemoryCapability } from '../diodes/capability.ts';
import { Solution } from '../diodes/remembered.ts';
import type { Memory } from './memory.ts';

/** A solution that was found, as the coder takes it. */
export interface SimilarSolution extends Solution {
  /** The cosine between what was asked then and now, above 0, at most 1. */
  readonly score: number;
}

/** Solutions that the coder may learn from. */
export class SolutionStore {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * Keeps a solution; a newer one to the same instruction takes its place.
   * @throws as Memory.remember does.
   */
  async keep(
    tenantId: string,
    capability: MemoryCapability,
    { language, instruction, code }: Solution,
  ): Promise<void> {
    const name = sha256(canonicalJson([language, instruction]));
    const properties = { language, instruction, code };
    await this.#memory.remember(tenantId, capability, { type: 'solution', name, properties });
  }

  /**
   * The solutions in a language whose instructions are most like this one, best first.
   * @param limit - from 1 to 100
   * @throws as Memory.recall does.
   */
  async similar(
    tenantId: string,
    capability: MemoryCapability,
    { language, instruction }: Omit<Solution, 'code'>,
    limit = 3,
  ): Promise<SimilarSolution[]> {
    const found = await this.#memory.recall(tenantId, capability, {
      kind: 'meaning',
      types: ['solution'],
      text: instruction,
      language,
      limit,
    });
    return found.map(({ entity, score }) => ({
      ...Solution.parse(entity.properties),
      score: Math.min(1, score),
    }));
  }
}
