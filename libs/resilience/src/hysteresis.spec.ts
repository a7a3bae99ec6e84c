import { describe, expect, it } from 'vitest';
import { Hysteresis } from './hysteresis.ts';

/** The states after each check: `+` succeeded, `-` failed. */
const states = (checks: string): string => {
  const health = new Hysteresis();
  return checks
    .split('')
    .map((check) => {
      health.record(check === '+');
      return health.state[0];
    })
    .join('');
};

describe('health with hysteresis', () => {
  it('3-fail/2-success hysteresis: three failures in a row make it unhealthy, two successes healthy', () => {
    expect(states('+---++')).toBe('hhhuuh');
  });

  it.each([
    ['+--+--+', 'hhhhhhh'],
    ['+---+-+-++', 'hhhuuuuuuh'],
    ['--+', 'uuh'],
    ['---+', 'uuuu'],
    ['---++', 'uuuuh'],
  ])('does not flap: %s', (checks, expected) => {
    expect(states(checks)).toBe(expected);
  });

  it('is unknown until the first success or the third failure', () => {
    const health = new Hysteresis();
    expect(health.state).toBe('unknown');
    expect([false, false, false].map((ok) => health.record(ok))).toEqual([undefined, undefined, 'unhealthy']);
    expect(new Hysteresis().record(true)).toBe('healthy');
  });

  it('says a change once', () => {
    const health = new Hysteresis();
    const told = [true, true, false, false, false, false, true, true, true].map((ok) => health.record(ok));
    expect(told.filter((state) => state !== undefined)).toEqual(['healthy', 'unhealthy', 'healthy']);
  });
});
