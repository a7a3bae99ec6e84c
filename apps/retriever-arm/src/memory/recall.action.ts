import { Inject, Injectable } from '@nestjs/common';
import { type CapabilityClaims, RetrieverRecallInput, RetrieverRecallOutput } from '@octollm/contracts';
import type { Memory } from '@octollm/memory';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { MEMORY } from './memory.providers.ts';
import { memoryCapability } from './memory-capability.ts';
import { withMemory } from './with-memory.ts';

/** Recalls what the arm on whose behalf it is called may know. */
@Injectable()
export class RecallAction implements ArmAction<RetrieverRecallInput, RetrieverRecallOutput> {
  readonly name = 'recall';
  readonly input = RetrieverRecallInput;
  readonly output = RetrieverRecallOutput;

  constructor(@Inject(MEMORY) private readonly memory: Memory) {}

  async run(
    input: RetrieverRecallInput,
    { tenantId }: ArmCall,
    claims: CapabilityClaims,
  ): Promise<ArmResult<RetrieverRecallOutput>> {
    const found = await withMemory(() => this.memory.recall(tenantId, memoryCapability(claims), input));
    const memories = found.map(({ entity: { id, type, name, properties, version, updatedAt }, score }) => ({
      id,
      type,
      name,
      properties,
      version,
      updated_at: updatedAt.toISOString(),
      score,
    }));
    return { output: RetrieverRecallOutput.parse({ memories }), confidence: memories.length === 0 ? 0 : 1 };
  }
}
