import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LoadSample, PoolLimit, strainedLoopMs, strainedMemoryShare } from './pool-limit.ts';

const bounds = { least: 4, most: 100 };
const calm = { loopDelayMs: 5, memoryShare: 0.3 };
const strained = { loopDelayMs: strainedLoopMs + 1, memoryShare: 0.3 };

/** The limits while every place is taken, under one load after the other. */
const limits = (limit: PoolLimit, loads: readonly Omit<LoadSample, 'peakInFlight'>[]): number[] =>
  loads.map((load) => limit.next({ ...load, peakInFlight: limit.places }));

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('the limit of a worker pool', () => {
  it('begins with the least', () => {
    expect(new PoolLimit(bounds).places).toBe(4);
  });

  it('doubles while work waits until it first is too much, and grows by a twentieth of the most afterwards', () => {
    const limit = new PoolLimit(bounds);
    expect(limits(limit, times(3, calm))).toEqual([8, 16, 32]);
    expect(limits(limit, [strained])).toEqual([16]);
    expect(limits(limit, times(3, calm))).toEqual([21, 26, 31]);
  });

  it('halves when the event loop is late or the memory is full', () => {
    for (const load of [strained, { loopDelayMs: 0, memoryShare: strainedMemoryShare + 0.01 }]) {
      const limit = new PoolLimit(bounds);
      limits(limit, times(10, calm));
      expect(limit.places).toBe(100);
      expect(limits(limit, [load])).toEqual([50]);
    }
  });

  it('gives a smaller limit time to show before it halves again', () => {
    const limit = new PoolLimit(bounds);
    limits(limit, times(10, calm));
    expect(limits(limit, times(9, strained))).toEqual([50, 50, 50, 50, 25, 25, 25, 25, 12]);
  });

  it('does not grow while places are free', () => {
    const limit = new PoolLimit(bounds);
    for (let sample = 0; sample < 100; sample++) limit.next({ ...calm, peakInFlight: 3 });
    expect(limit.places).toBe(4);
  });

  it('shrinks to the least when it is not used', () => {
    const limit = new PoolLimit(bounds);
    limits(limit, times(10, calm));
    for (let sample = 0; sample < 39; sample++) limit.next({ ...calm, peakInFlight: 0 });
    expect(limit.places).toBe(100);
    for (let sample = 0; sample < 400; sample++) limit.next({ ...calm, peakInFlight: 0 });
    expect(limit.places).toBe(4);
  });

  it('settles near what the process can carry, and follows when that changes', () => {
    const limit = new PoolLimit({ least: 4, most: 400 });
    const under = (capacity: number): number[] => {
      const seen = Array.from({ length: 400 }, () => {
        const load = limit.places > capacity ? strained : calm;
        return limit.next({ ...load, peakInFlight: limit.places });
      });
      return seen.slice(100);
    };
    for (const capacity of [120, 40, 300]) {
      const settled = under(capacity);
      expect(Math.max(...settled)).toBeLessThanOrEqual(capacity + 20);
      expect(Math.min(...settled)).toBeGreaterThanOrEqual(Math.floor(capacity / 2 / 2));
      const mean = settled.reduce((sum, places) => sum + places, 0) / settled.length;
      expect(mean).toBeGreaterThan(capacity / 2);
    }
  });

  it('is never below the least nor above the most, whatever happens', () => {
    const load = fc.record({
      peakInFlight: fc.nat(2_000),
      loopDelayMs: fc.double({ min: 0, max: 60_000, noNaN: true }),
      memoryShare: fc.double({ min: 0, max: 1.5, noNaN: true }),
    });
    const some = fc.tuple(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }));
    fc.assert(
      fc.property(some, fc.array(load, { maxLength: 200 }), ([a, b], loads) => {
        const [least, most] = [Math.min(a, b), Math.max(a, b)];
        const limit = new PoolLimit({ least, most });
        for (const sample of loads) {
          const places = limit.next(sample);
          expect(Number.isInteger(places) && places >= least && places <= most).toBe(true);
        }
      }),
    );
  });
});
