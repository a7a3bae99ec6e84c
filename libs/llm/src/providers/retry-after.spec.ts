import { describe, expect, it } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');

describe('Retry-After', () => {
  it('is a number of seconds', () => expect(retryAfterSeconds('7', now)).toBe(7));
  it('is a date', () => expect(retryAfterSeconds('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30));
  it('is now for a date that is past', () =>
    expect(retryAfterSeconds('Thu, 01 Jan 2015 00:00:30 GMT', now)).toBe(0));
  it('says nothing when it is missing or makes no sense', () => {
    expect(retryAfterSeconds(null, now)).toBeUndefined();
    expect(retryAfterSeconds('soon', now)).toBeUndefined();
  });
});
