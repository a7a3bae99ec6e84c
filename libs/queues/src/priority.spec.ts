import { Priority } from '@octollm/contracts';
import { expect, it } from 'vitest';
import { priorityNumber } from './priority.ts';

it('puts critical before high before medium before low, and none before all others', () => {
  expect(Priority.options.toSorted((a, b) => priorityNumber(a) - priorityNumber(b))).toEqual([
    'critical',
    'high',
    'medium',
    'low',
  ]);
  expect(Math.min(...Priority.options.map(priorityNumber))).toBe(1);
});
