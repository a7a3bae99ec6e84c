import { Inject, Injectable } from '@nestjs/common';
import { JudgeInput, JudgeOutput } from '@octollm/contracts';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { Judge } from './judge.ts';

/** Checks an answer against its passages, its criteria and its schema. */
@Injectable()
export class ValidateAction implements ArmAction<JudgeInput, JudgeOutput> {
  readonly name = 'validate';
  readonly input = JudgeInput;
  readonly output = JudgeOutput;

  constructor(@Inject(Judge) private readonly judge: Judge) {}

  async run(input: JudgeInput, call: ArmCall): Promise<ArmResult<JudgeOutput>> {
    const sources = [...new Set(input.passages.map((passage) => passage.document_id))];
    return { ...(await this.judge.judge(input, call)), sources };
  }
}
