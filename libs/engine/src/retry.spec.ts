import type { ErrorCategory } from '@octollm/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, mayRepeat } from './retry.ts';

const policy = { max_attempts: 11, initial_backoff_ms: 100, max_backoff_ms: 1_000 };

describe('the pause between attempts', () => {
  it('doubles up to the most that the policy allows', () => {
    const spans = [1, 2, 3, 4, 5, 11].map((attempt) => backoffMs(policy, attempt, null, () => 1));
    expect(spans).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('is random in its upper half', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 11 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const most = backoffMs(policy, attempt, null, () => 1);
          const wait = backoffMs(policy, attempt, null, () => random);
          expect(wait).toBeGreaterThanOrEqual(most / 2);
          expect(wait).toBeLessThanOrEqual(most);
          expect(Number.isInteger(wait)).toBe(true);
        },
      ),
    );
  });

  it('is never shorter than the arm asked for', () => {
    expect(backoffMs(policy, 1, 2.5, () => 0)).toBe(2_500);
    expect(backoffMs(policy, 1, 0.01, () => 0)).toBe(50);
  });

  it('is an hour at most, so that no timer overflows and fires at once', () => {
    expect(backoffMs(policy, 1, 1e9, () => 0)).toBe(3_600_000);
  });
});

describe('another attempt', () => {
  const error = (category: ErrorCategory, retryable: boolean) => ({
    code: 'x',
    category,
    message: 'x',
    retryable,
    retry_after: null,
  });

  it('may follow every error that is retryable when the step is idempotent', () => {
    expect(mayRepeat({ idempotent: true }, error('timeout', true))).toBe(true);
    expect(mayRepeat({ idempotent: true }, error('invalid_input', false))).toBe(false);
  });

  it('may follow only a refusal when the step has side effects: anything else may have begun', () => {
    expect(mayRepeat({ idempotent: false }, error('rate_limited', true))).toBe(true);
    for (const category of ['timeout', 'unavailable', 'internal'] as const)
      expect(mayRepeat({ idempotent: false }, error(category, true))).toBe(false);
  });
});
