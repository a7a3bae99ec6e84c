import { Injectable } from '@nestjs/common';
import { GuardianInput, GuardianOutput } from '@octollm/contracts';
import { screen } from '@octollm/guardrails';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';

/**
 * Finds personal data, secrets, unsafe content and injections in a text and validates it for where it is put; redacts
 * what must not go on and blocks what does harm, as the policy says.
 */
@Injectable()
export class CheckAction implements ArmAction<GuardianInput, GuardianOutput> {
  readonly name = 'check';
  readonly input = GuardianInput;
  readonly output = GuardianOutput;

  async run(
    { text, checks, ...where }: GuardianInput,
    { tenantId }: Pick<ArmCall, 'tenantId'>,
  ): Promise<ArmResult<GuardianOutput>> {
    return { output: screen(text, checks, { ...where, tenant: tenantId }), confidence: 1 };
  }
}
