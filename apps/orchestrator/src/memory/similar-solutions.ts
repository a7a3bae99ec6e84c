import { Inject, Injectable } from '@nestjs/common';
import { coderArm } from '@octollm/catalogue';
import { CoderInput, RetrieverSolutionsOutput } from '@octollm/contracts';
import { isSolved } from './coder-solutions.ts';
import { MemoryClient } from './memory-client.ts';

/**
 * Less like the instruction is another problem: with hashed features, instructions that share only what is said of any
 * function have a cosine up to .55, and those that say the same in other words mostly above .65.
 */
const leastScore = 0.6;
const mostSolutions = 3;
const patienceMs = 1_000;

/** The attempt of a step that is about to ask the coder. */
export interface AskingStep {
  readonly tenantId: string;
  readonly taskId: string;
  readonly stepId: string;
  readonly signal: AbortSignal;
}

/** Gives the coder what was found before for instructions like the one that it gets. */
@Injectable()
export class SimilarSolutions {
  constructor(@Inject(MemoryClient) private readonly memory: MemoryClient) {}

  /**
   * The input of the coder with the solutions that are most like it. As it is, when it has memories, asks for no code,
   * or there are none.
   * @throws the reason of the signal
   */
  async addTo(input: unknown, step: AskingStep): Promise<unknown> {
    const asked = CoderInput.safeParse(input).data;
    if (asked === undefined || asked.memories !== undefined || !isSolved(asked)) return input;
    const { language, instruction } = asked;
    const found = await this.memory.call(
      {
        ...step,
        action: 'solutions',
        right: { allows: 'memory.read', onBehalfOf: coderArm.name },
        input: { language, instruction, limit: mostSolutions, min_score: leastScore },
        milliseconds: patienceMs,
      },
      RetrieverSolutionsOutput,
    );
    const memories = found?.solutions ?? [];
    return memories.length === 0 ? input : { ...asked, memories };
  }
}
