import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineTime } from './line-time.ts';

describe('the time of a line', () => {
  it('is in ISO 8601 with milliseconds, whichever came before', () => {
    const latest = Date.UTC(2100, 0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: latest }), fc.integer({ min: 0, max: 1_500 }), (at, later) => {
        for (const time of [at, at + later])
          expect(lineTime(time)).toBe(`,"time":"${new Date(time).toISOString()}"`);
      }),
    );
  });
});
