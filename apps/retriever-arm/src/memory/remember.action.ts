import { Inject, Injectable } from '@nestjs/common';
import { type CapabilityClaims, RetrieverRememberInput, RetrieverRememberOutput } from '@octollm/contracts';
import type { Memory } from '@octollm/memory';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { MEMORY } from './memory.providers.ts';
import { memoryCapability } from './memory-capability.ts';
import { withMemory } from './with-memory.ts';

/** Remembers a thing, without what the guardrails redact. */
@Injectable()
export class RememberAction implements ArmAction<RetrieverRememberInput, RetrieverRememberOutput> {
  readonly name = 'remember';
  readonly input = RetrieverRememberInput;
  readonly output = RetrieverRememberOutput;

  constructor(@Inject(MEMORY) private readonly memory: Memory) {}

  async run(
    input: RetrieverRememberInput,
    { tenantId }: ArmCall,
    claims: CapabilityClaims,
  ): Promise<ArmResult<RetrieverRememberOutput>> {
    const { id, version } = await withMemory(() =>
      this.memory.remember(tenantId, memoryCapability(claims), input),
    );
    return { output: { id, version }, confidence: 1 };
  }
}
