import { ErrorCategory } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { unanswered } from './arm-client.ts';
import { answerOf, failureOf } from './fixtures/scripted-arm.ts';
import { verdictOf } from './verdict.ts';

const expected: Readonly<Record<ErrorCategory, string>> = {
  unavailable: 'failure',
  timeout: 'failure',
  internal: 'failure',
  invalid_input: 'success',
  policy: 'success',
  budget: 'success',
  model_required: 'success',
  rate_limited: 'success',
  cancelled: 'neutral',
};

describe('what a reply says of its arm', () => {
  it.each(ErrorCategory.options)('a failure of the category %s', (category) => {
    expect(verdictOf(failureOf('weather', category), false)).toBe(expected[category]);
    const error = { code: 'x', category, message: 'x', retryable: true };
    expect(verdictOf(unanswered(error), false)).toBe(expected[category]);
  });

  it('an answer is a success', () => expect(verdictOf(answerOf('weather'), false)).toBe('success'));

  it('what an arm reports of addresses that its users name is not its own failure, silence is', () => {
    expect(verdictOf(failureOf('executor', 'unavailable'), true)).toBe('success');
    const error = { code: 'x', category: 'unavailable', message: 'x', retryable: true } as const;
    expect(verdictOf(unanswered(error), true)).toBe('failure');
  });
});
