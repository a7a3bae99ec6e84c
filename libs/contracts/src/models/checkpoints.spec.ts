import { describe, expect, it } from 'vitest';
import { ForkRequest } from './checkpoints.ts';

const accepts = (value: unknown): boolean => ForkRequest.safeParse(value).success;

describe('a fork', () => {
  it.each([{ checkpoint: 1 }, { checkpoint: 2_147_483_647 }, { checkpoint: 4, budget: { max_tokens: 1 } }])(
    'is asked for with %j',
    (value) => {
      expect(accepts(value)).toBe(true);
    },
  );

  it.each([
    {},
    { checkpoint: 0 },
    { checkpoint: 2_147_483_648 },
    { checkpoint: 1.5 },
    { checkpoint: '3' },
    { checkpoint: 3, goal: 'another' },
    { checkpoint: 3, budget: { max_tokens: 0 } },
  ])('is not asked for with %j', (value) => {
    expect(accepts(value)).toBe(false);
  });
});
