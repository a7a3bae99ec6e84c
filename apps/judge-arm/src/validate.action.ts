import { Inject, Injectable } from '@nestjs/common';
import { qualityMetrics } from '@octollm/catalogue';
import { JudgeInput, JudgeOutput } from '@octollm/contracts';
import { type ArmAction, type ArmCall, type ArmResult, Metrics } from '@octollm/service-kit';
import { Judge } from './judge.ts';

/** Checks an answer against its passages, its criteria and its schema. */
@Injectable()
export class ValidateAction implements ArmAction<JudgeInput, JudgeOutput> {
  readonly name = 'validate';
  readonly input = JudgeInput;
  readonly output = JudgeOutput;

  constructor(
    @Inject(Judge) private readonly judge: Judge,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  async run(input: JudgeInput, call: ArmCall): Promise<ArmResult<JudgeOutput>> {
    const sources = [...new Set(input.passages.map((passage) => passage.document_id))];
    const judged = await this.judge.judge(input, call);
    this.count(judged.output);
    return { ...judged, sources };
  }

  private count({ valid, quality_score, scores }: JudgeOutput): void {
    this.metrics.counter(qualityMetrics.verdicts).inc({ verdict: valid ? 'valid' : 'invalid' });
    const quality = this.metrics.histogram(qualityMetrics.qualityScore);
    for (const [type, score] of Object.entries({ overall: quality_score, ...scores }))
      quality.observe({ metric_type: type }, score);
  }
}
