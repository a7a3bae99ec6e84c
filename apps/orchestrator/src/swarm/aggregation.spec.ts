import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aggregate, aggregationRules, type Ballot } from './aggregation.ts';

const ballot = (says: string, confidence = 0.5, weight = 1, sources = 1): Ballot => ({
  says,
  confidence,
  weight,
  sources,
});

const anyBallot = fc.record({
  says: fc.constantFrom('a', 'b', 'c', 'd'),
  // Few values, so that there are ties, and such that their sums depend on the order in which they are added.
  confidence: fc.constantFrom(0.1, 0.2, 0.3, 0.6, 0.7),
  weight: fc.constantFrom(0.5, 1, 3),
  sources: fc.nat({ max: 5 }),
});
const anyBallots = fc.array(anyBallot, { minLength: 1, maxLength: 10 });

describe('aggregating proposals', () => {
  it('takes by majority what most say, however sure the others are', () =>
    expect(aggregate([ballot('a', 0.1), ballot('b', 1), ballot('a', 0.1)], 'majority')).toEqual(['a', 'b']));

  it('weighs confidence by weight', () => {
    const ballots = [ballot('a', 0.4), ballot('a', 0.4), ballot('b', 0.9)];
    expect(aggregate(ballots, 'weighted')[0]).toBe('b');
    expect(aggregate([...ballots, ballot('a', 0.2)], 'weighted')[0]).toBe('a');
    expect(aggregate([ballot('a', 0.4, 3), ballot('b', 0.9)], 'weighted')[0]).toBe('a');
  });

  it('counts by Borda the places among votes, confidence and sources', () => {
    // a: 2 + 1 + 0; b: 0.5 + 2 + 2; c: 0.5 + 0 + 1.
    const ballots = [
      ballot('a', 0.6, 1, 0),
      ballot('a', 0.5, 1, 0),
      ballot('b', 0.9, 1, 3),
      ballot('c', 0.2, 1, 2),
    ];
    expect(aggregate(ballots, 'borda')).toEqual(['b', 'a', 'c']);
  });

  it('takes by highest confidence what the surest says', () =>
    expect(aggregate([ballot('a', 0.6), ballot('a', 0.6), ballot('b', 0.7)], 'highest_confidence')[0]).toBe(
      'b',
    ));

  it.each(aggregationRules)('gives the same by %s in whatever order the proposals come', (rule) => {
    fc.assert(
      fc.property(
        anyBallots.chain((ballots) =>
          fc.tuple(
            fc.constant(ballots),
            fc.shuffledSubarray(ballots, { minLength: ballots.length, maxLength: ballots.length }),
          ),
        ),
        ([ballots, shuffled]) => {
          expect(aggregate(shuffled, rule)).toEqual(aggregate(ballots, rule));
        },
      ),
    );
  });

  it('adds confidence up to the same sum in whatever order it comes', () => {
    // 0.1 + 0.2 + 0.3 is more than 0.3 + 0.2 + 0.1 in floating point.
    const rising = [0.1, 0.2, 0.3].map((confidence) => ballot('a', confidence));
    const others = Array.from({ length: 4 }, () => ballot('b', 0.15));
    const winner = aggregate([...rising, ...others], 'weighted')[0];
    expect(aggregate([...rising.toReversed(), ...others], 'weighted')[0]).toBe(winner);
  });

  it.each(aggregationRules)('decides ties by %s the same way each time', (rule) =>
    expect(aggregate([ballot('b'), ballot('a')], rule)).toEqual(['a', 'b']),
  );

  it('always lets win by majority what more than half say', () => {
    fc.assert(
      fc.property(anyBallots, (ballots) => {
        const winners = ['a', 'b', 'c', 'd'].filter(
          (says) => ballots.filter((one) => one.says === says).length * 2 > ballots.length,
        );
        for (const winner of winners) expect(aggregate(ballots, 'majority')[0]).toBe(winner);
      }),
    );
  });
});
