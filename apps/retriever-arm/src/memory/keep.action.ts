import { Inject, Injectable } from '@nestjs/common';
import { type CapabilityClaims, RetrieverKeepInput, RetrieverKeepOutput } from '@octollm/contracts';
import { SolutionStore } from '@octollm/memory';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { memoryCapability } from './memory-capability.ts';
import { withMemory } from './with-memory.ts';

/** Keeps a solution that the coder may learn from. */
@Injectable()
export class KeepAction implements ArmAction<RetrieverKeepInput, RetrieverKeepOutput> {
  readonly name = 'keep';
  readonly input = RetrieverKeepInput;
  readonly output = RetrieverKeepOutput;

  constructor(@Inject(SolutionStore) private readonly solutions: SolutionStore) {}

  async run(
    input: RetrieverKeepInput,
    { tenantId }: ArmCall,
    claims: CapabilityClaims,
  ): Promise<ArmResult<RetrieverKeepOutput>> {
    await withMemory(() => this.solutions.keep(tenantId, memoryCapability(claims), input));
    return { output: {}, confidence: 1 };
  }
}
