import { describe, expect, it } from 'vitest';
import { budgetMonth } from './budget-month.ts';

describe('the month that a call is paid from', () => {
  it.each([
    ['2026-12-31T23:59:59.999Z', '2026-12'],
    ['2027-01-01T00:00:00.000Z', '2027-01'],
    ['2027-01-31T23:59:59.999Z', '2027-01'],
    ['2026-12-01T00:00:00.000Z', '2026-12'],
  ])('is at %s that of UTC, whichever was asked for before', (moment, month) => {
    expect(budgetMonth(Date.parse(moment))).toBe(month);
  });
});
