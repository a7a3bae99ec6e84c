import type { PlanStep } from '@octollm/contracts';

/** A value with every text in it changed. */
export const withTexts = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => withTexts(item, change));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTexts(item, change)]));
  return value;
};

/** A step with every text changed in which there may be references. */
export const stepWithTexts = (step: PlanStep, change: (text: string) => string): PlanStep => {
  const { input, when, for_each, repeat, ...rest } = step;
  return {
    ...rest,
    input: withTexts(input, change) as PlanStep['input'],
    ...(when === undefined ? {} : { when: withTexts(when, change) as typeof when }),
    ...(for_each === undefined ? {} : { for_each: withTexts(for_each, change) as typeof for_each }),
    ...(repeat === undefined ? {} : { repeat: withTexts(repeat, change) as typeof repeat }),
  };
};
