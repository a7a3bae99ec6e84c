import { Inject, Injectable } from '@nestjs/common';
import { type CapabilityClaims, RetrieverSolutionsInput, RetrieverSolutionsOutput } from '@octollm/contracts';
import { SolutionStore } from '@octollm/memory';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { memoryCapability } from './memory-capability.ts';
import { withMemory } from './with-memory.ts';

/** Finds earlier solutions of problems like one. */
@Injectable()
export class SolutionsAction implements ArmAction<RetrieverSolutionsInput, RetrieverSolutionsOutput> {
  readonly name = 'solutions';
  readonly input = RetrieverSolutionsInput;
  readonly output = RetrieverSolutionsOutput;

  constructor(@Inject(SolutionStore) private readonly solutions: SolutionStore) {}

  async run(
    { limit, min_score: least, ...problem }: RetrieverSolutionsInput,
    { tenantId }: ArmCall,
    claims: CapabilityClaims,
  ): Promise<ArmResult<RetrieverSolutionsOutput>> {
    const similar = await withMemory(() =>
      this.solutions.similar(tenantId, memoryCapability(claims), problem, limit),
    );
    const solutions = similar.filter(({ score }) => score >= least);
    const output = RetrieverSolutionsOutput.parse({ solutions });
    return { output, confidence: output.solutions[0]?.score ?? 0 };
  }
}
