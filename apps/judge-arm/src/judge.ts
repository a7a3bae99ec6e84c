import { Inject, Injectable } from '@nestjs/common';
import { MODELS, type Models } from '@octollm/arm-models';
import type { JudgeInput, JudgeOutput, ValidationResult } from '@octollm/contracts';
import { judgeAnswer } from '@octollm/judging';
import { type ArmCall, ArmFailure, type ArmResult } from '@octollm/service-kit';
import { type OpenPoints, openPointsOf } from './reading/open-points.ts';
import { readingQuestion } from './reading/reading.ts';
import { withReading } from './reading/with-reading.ts';

type Judged = Omit<ArmResult<JudgeOutput>, 'sources'>;

const notChecked = ({ criteria, claims }: OpenPoints, reason: string): string[] => {
  const parts = [
    ...(criteria.length > 0 ? [`${criteria.length} acceptance criteria`] : []),
    ...(claims.length > 0 ? [`${claims.length} statements in other words than their passages`] : []),
  ];
  return parts.length === 0 ? [] : [`Not checked: ${parts.join(' and ')}. ${reason}`];
};

/**
 * Judges answers: by rules, and what these leave open by a model, when there is one. A model is asked nothing that the
 * rules decide, and nothing about an answer that they found wrong.
 */
@Injectable()
export class Judge {
  constructor(@Inject(MODELS) private readonly models: Models | null) {}

  /** Fails only when the call is over: a model that cannot be asked leaves the judgement of the rules. */
  async judge(input: JudgeInput, call: ArmCall): Promise<Judged> {
    const ruled = judgeAnswer(input);
    const open = openPointsOf(input, ruled);
    if (!ruled.valid || (open.criteria.length === 0 && open.claims.length === 0)) return byRules(ruled, []);
    return this.models === null
      ? byRules(ruled, notChecked(open, 'No model is configured.'))
      : this.#read(this.models, input, ruled, open, call);
  }

  async #read(
    models: Models,
    input: JudgeInput,
    ruled: ValidationResult,
    open: OpenPoints,
    call: ArmCall,
  ): Promise<Judged> {
    const session = models.begin(call);
    try {
      const reading = await session.askJson(readingQuestion(input, open));
      const output = withReading(input, ruled, open, reading);
      return {
        output,
        confidence: output.confidence,
        usage: session.usage,
        warnings: session.warnings,
        ...(session.model === undefined ? {} : { model: session.model }),
      };
    } catch (error) {
      if (!(error instanceof ArmFailure) || call.signal.aborted) throw error;
      const warnings = [...session.warnings, ...notChecked(open, error.message)];
      return { ...byRules(ruled, warnings), usage: session.usage };
    }
  }
}

const byRules = (output: ValidationResult, warnings: readonly string[]): Judged => ({
  output,
  confidence: output.confidence,
  warnings,
});
