import { describe, expect, it } from 'vitest';
import { isQuiet, QuietHours } from './quiet-hours.ts';

const night = [QuietHours.parse({ from: '22:00', to: '06:00' })];
const saturdays = [QuietHours.parse({ from: '22:00', to: '06:00', days: ['sat'] })];
const noon = [QuietHours.parse({ from: '12:00', to: '13:00' })];

describe('quiet hours', () => {
  it.each([
    ['2026-11-21T21:59:59Z', night, false],
    ['2026-11-21T22:00:00Z', night, true],
    ['2026-11-22T05:59:59Z', night, true],
    ['2026-11-22T06:00:00Z', night, false],
    ['2026-11-21T12:30:00Z', noon, true],
    ['2026-11-21T13:00:00Z', noon, false],
    // The 21st is a Saturday: its night goes on into Sunday, the one before it began on a Friday.
    ['2026-11-21T23:00:00Z', saturdays, true],
    ['2026-11-22T01:00:00Z', saturdays, true],
    ['2026-11-21T01:00:00Z', saturdays, false],
    ['2026-11-22T23:00:00Z', saturdays, false],
    ['2026-11-21T12:30:00Z', [], false],
  ])('at %s', (at, windows, quiet) => {
    expect(isQuiet(windows, new Date(at))).toBe(quiet);
  });

  it('may be short of a day by a minute', () => {
    const almost = [QuietHours.parse({ from: '12:00', to: '11:59' })];
    expect(isQuiet(almost, new Date('2026-11-21T11:58:00Z'))).toBe(true);
    expect(isQuiet(almost, new Date('2026-11-21T11:59:00Z'))).toBe(false);
  });
});
