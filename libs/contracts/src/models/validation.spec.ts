import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { qualityScore, type Scores, scoreWeights } from './validation.ts';

/** The weights of the contract in hundredths, so that sums are exact. */
const hundredths = {
  factual: 30,
  citation: 20,
  completeness: 20,
  source: 15,
  tool_efficiency: 10,
  response: 5,
};
const names = Object.keys(hundredths) as (keyof Scores)[];

const scoresOf = (value: fc.Arbitrary<number>): fc.Arbitrary<Scores> =>
  fc.record({
    factual: value,
    citation: value,
    completeness: value,
    source: value,
    tool_efficiency: value,
    response: value,
  });

describe('the quality score', () => {
  it('weighs as the contract says, and the weights add up to 1', () => {
    for (const name of names) expect(scoreWeights[name] * 100).toBeCloseTo(hundredths[name], 10);
    expect(Object.keys(scoreWeights).sort()).toEqual([...names].sort());
    expect(names.reduce((sum, name) => sum + hundredths[name], 0)).toBe(100);
  });

  it('is the exact weighted sum of scores in hundredths', () => {
    fc.assert(
      fc.property(scoresOf(fc.integer({ min: 0, max: 100 })), (whole) => {
        const scores = Object.fromEntries(names.map((name) => [name, whole[name] / 100])) as Scores;
        const exact = names.reduce((sum, name) => sum + whole[name] * hundredths[name], 0);
        expect(qualityScore(scores)).toBe(exact / 10_000);
      }),
    );
  });

  it('is within 0 and 1, and within half of a ten-thousandth of the sum', () => {
    fc.assert(
      fc.property(scoresOf(fc.double({ min: 0, max: 1, noNaN: true })), (scores) => {
        const sum = names.reduce((total, name) => total + (scores[name] * hundredths[name]) / 100, 0);
        const score = qualityScore(scores);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(Math.abs(score - sum)).toBeLessThanOrEqual(0.000_05 + 1e-12);
      }),
    );
  });
});
