import { Injectable } from '@nestjs/common';
import { GuardianInput, GuardianOutput } from '@octollm/contracts';
import { screen } from '@octollm/guardrails';
import type { ArmAction, ArmResult } from '@octollm/service-kit';

/** Finds personal data and secrets in a text and redacts what must not go on. */
@Injectable()
export class CheckAction implements ArmAction<GuardianInput, GuardianOutput> {
  readonly name = 'check';
  readonly input = GuardianInput;
  readonly output = GuardianOutput;

  async run({ text, checks }: GuardianInput): Promise<ArmResult<GuardianOutput>> {
    return { output: screen(text, checks), confidence: 1 };
  }
}
