import { Injectable } from '@nestjs/common';
import { JudgeInput, JudgeOutput } from '@octollm/contracts';
import type { ArmAction, ArmResult } from '@octollm/service-kit';
import { judgeAnswer } from './judge-answer.ts';

/** Checks an answer by rule: no model is asked. */
@Injectable()
export class ValidateAction implements ArmAction<JudgeInput, JudgeOutput> {
  readonly name = 'validate';
  readonly input = JudgeInput;
  readonly output = JudgeOutput;

  async run(input: JudgeInput): Promise<ArmResult<JudgeOutput>> {
    const output = judgeAnswer(input);
    return {
      output,
      confidence: output.confidence,
      sources: [...new Set(input.passages.map((passage) => passage.document_id))],
    };
  }
}
