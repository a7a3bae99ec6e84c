import { Injectable } from '@nestjs/common';
import { GuardianInput, GuardianOutput } from '@octollm/contracts';
import { screen } from '@octollm/guardrails';
import type { ArmAction, ArmResult } from '@octollm/service-kit';

/**
 * Finds personal data, secrets and injections in a text, redacts what must not go on and blocks what takes a model
 * over.
 */
@Injectable()
export class CheckAction implements ArmAction<GuardianInput, GuardianOutput> {
  readonly name = 'check';
  readonly input = GuardianInput;
  readonly output = GuardianOutput;

  async run({ text, checks }: GuardianInput): Promise<ArmResult<GuardianOutput>> {
    return { output: screen(text, checks), confidence: 1 };
  }
}
