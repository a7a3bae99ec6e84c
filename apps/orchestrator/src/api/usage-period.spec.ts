import { InvalidRequestError } from '@octollm/contracts';
import { describe, expect, it } from 'vitest';
import { usagePeriod } from './usage-period.ts';

const now = new Date('2026-05-31T12:00:00Z');

describe('the period of a usage report', () => {
  it('is the last 30 days when the query names none', () => {
    expect(usagePeriod({}, now)).toEqual({ from: new Date('2026-05-01T12:00:00Z'), to: now });
  });

  it('ends now, or begins 30 days before its end, when one side is left out', () => {
    expect(usagePeriod({ from: '2026-05-30T00:00:00Z' }, now).to).toEqual(now);
    expect(usagePeriod({ to: '2026-03-31T00:00:00+02:00' }, now).from).toEqual(
      new Date('2026-02-28T22:00:00Z'),
    );
  });

  it('takes 366 days and not a millisecond more', () => {
    const to = '2025-01-01T00:00:00Z';
    expect(usagePeriod({ from: '2024-01-01T00:00:00Z', to }, now).from).toBeInstanceOf(Date);
    expect(() => usagePeriod({ from: '2023-12-31T23:59:59.999Z', to }, now)).toThrow('366 days');
  });

  it('of all tenants is a day at most', () => {
    const everybody = { all_tenants: 'true', to: '2026-05-31T00:00:00Z' } as const;
    expect(usagePeriod(everybody, now).from).toEqual(new Date('2026-05-30T00:00:00Z'));
    const longer = { ...everybody, from: '2026-05-29T23:59:59.999Z' };
    expect(() => usagePeriod(longer, now)).toThrow('at most 1 day before');
  });

  it.each([
    ['2026-05-31T12:00:00Z', undefined],
    ['2026-06-01T00:00:00Z', undefined],
    ['2026-05-02T00:00:00Z', '2026-05-01T00:00:00Z'],
  ])('is refused when it is empty: from %s to %s', (from, to) => {
    expect(() => usagePeriod({ from, to }, now)).toThrow(InvalidRequestError);
  });
});
