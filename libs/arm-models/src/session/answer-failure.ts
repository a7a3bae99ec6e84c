import type { Usage } from '@octollm/contracts';
import { ArmFailure } from '@octollm/service-kit';
import type { PricedModel } from '../budget/meter.ts';

const advice = 'State the task in another way or configure another model.';

/** The model, or a filter of its provider, declines to answer. */
export const answerRefused = ({ model }: PricedModel, usage: Usage): ArmFailure =>
  new ArmFailure('answer_refused', 'policy', `The model ${model} declines to answer this. ${advice}`, {
    usage,
  });
