import { inputWith, RecordedMetrics } from '@octollm/arm-testing';
import { qualityMetrics } from '@octollm/catalogue';
import type { ArmCall } from '@octollm/service-kit';
import { expect, it } from 'vitest';
import { Judge } from './judge.ts';
import { ValidateAction } from './validate.action.ts';

it('the judge exports its verdicts and scores', async () => {
  const recorded = new RecordedMetrics(qualityMetrics);
  const action = new ValidateAction(new Judge(null), recorded.metrics);
  const { output } = await action.run(inputWith(), {} as ArmCall);
  expect(await recorded.read('judge_verdicts_total')).toEqual({ [output.valid ? 'valid' : 'invalid']: 1 });
  const { overall, ...parts } = await recorded.read('response_quality_score_sum');
  expect(overall).toBe(output.quality_score);
  expect(parts).toEqual(output.scores);
});
