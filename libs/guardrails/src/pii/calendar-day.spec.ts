import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDayOfCalendar } from './calendar-day.ts';

const isDayByDate = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

describe('a day of the calendar', () => {
  it('is one that the calendar of the language has', () => {
    const numbers = [
      fc.integer({ min: 1900, max: 2099 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 28, max: 32 }),
    ] as const;
    fc.assert(
      fc.property(...numbers, (year, month, day) => {
        expect(isDayOfCalendar(`${day} ${month} ${year}`)).toBe(
          isDayByDate(year, month, day) || (day <= 12 && month > 12),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the 29th of February in leap years alone', () => {
    expect(['29.2.2000', '29.2.2024', '29.2.1900', '29.2.2023'].map(isDayOfCalendar)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('stands between 1900 and 2099', () => {
    expect(['31.12.1899', '1.1.1900', '31 Dec 2099', '1 Jan 2100'].map(isDayOfCalendar)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
