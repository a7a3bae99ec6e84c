import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArmStanding, isUsable, rankArms } from './rank-arms.ts';

const standing = (armId: string, change: Partial<ArmStanding> = {}): ArmStanding => ({
  armId,
  health: 'healthy',
  circuit: 'closed',
  load: 0,
  full: false,
  successRate: 1,
  latencyMs: 100,
  costTier: 3,
  ...change,
});
const order = (standings: readonly ArmStanding[], preferred?: string) =>
  rankArms(standings, preferred).map(({ armId }) => armId);

describe('choosing an arm', () => {
  it.each<[string, Partial<ArmStanding>]>([
    ['that succeeds more often', { successRate: 0.8 }],
    ['with less to do', { load: 0.5 }],
    ['that is faster', { latencyMs: 300 }],
    ['that is cheaper', { costTier: 4 }],
    ['that is healthy', { health: 'unhealthy' }],
    ['whose circuit is closed', { circuit: 'open' }],
    ['that has room', { full: true }],
  ])('takes the one %s', (_what, worse) => {
    expect(order([standing('a', worse), standing('b')])).toEqual(['b', 'a']);
  });

  it('takes the preferred one, unless it cannot be used', () => {
    const better = standing('a', { latencyMs: 1 });
    expect(order([better, standing('b')], 'b')).toEqual(['b', 'a']);
    for (const worse of [{ health: 'unhealthy' }, { circuit: 'open' }, { full: true }] as const)
      expect(order([better, standing('b', worse)], 'b')).toEqual(['a', 'b']);
  });

  it('takes the one whose probe is due, since only a call can close its circuit', () => {
    expect(order([standing('a'), standing('b', { circuit: 'probe_due', successRate: 0 })])).toEqual([
      'b',
      'a',
    ]);
    expect(order([standing('a'), standing('b', { circuit: 'probe_due' })], 'a')).toEqual(['a', 'b']);
  });

  it('takes one that nothing is known of rather than one that is unhealthy', () => {
    expect(order([standing('a', { health: 'unhealthy' }), standing('b', { health: 'unknown' })])).toEqual([
      'b',
      'a',
    ]);
  });

  it('goes by the name among equal ones', () => {
    expect(order([standing('c'), standing('a'), standing('b')])).toEqual(['a', 'b', 'c']);
  });
});

const standings = fc.uniqueArray(
  fc.record<ArmStanding>({
    armId: fc.stringMatching(/^[a-z]{1,3}$/),
    health: fc.constantFrom('healthy', 'unhealthy', 'unknown'),
    circuit: fc.constantFrom('closed', 'probe_due', 'open'),
    load: fc.double({ min: 0, max: 200, noNaN: true }),
    full: fc.boolean(),
    successRate: fc.double({ min: 0, max: 1, noNaN: true }),
    latencyMs: fc.double({ min: 0, max: 100_000, noNaN: true }),
    costTier: fc.integer({ min: 1, max: 5 }),
  }),
  { selector: ({ armId }) => armId, minLength: 1, maxLength: 8 },
);

describe('whatever the arms are like', () => {
  it('an unhealthy, full or open arm is never picked while another is there', () => {
    fc.assert(
      fc.property(standings, fc.stringMatching(/^[a-z]{1,3}$/), (arms, preferred) => {
        const usable = rankArms(arms, preferred).map(isUsable);
        expect(usable).toEqual(usable.toSorted((a, b) => Number(b) - Number(a)));
      }),
    );
  });

  it('an open arm comes after every other', () => {
    fc.assert(
      fc.property(standings, (arms) => {
        const open = rankArms(arms).map(({ circuit }) => circuit === 'open');
        expect(open).toEqual(open.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });

  it('the order does not depend on the order they come in, and holds each once', () => {
    fc.assert(
      fc.property(
        standings.chain((arms) =>
          fc.tuple(fc.constant(arms), fc.shuffledSubarray(arms, { minLength: arms.length })),
        ),
        ([arms, shuffled]) => {
          expect(order(shuffled)).toEqual(order(arms));
          expect(order(arms).toSorted()).toEqual(arms.map(({ armId }) => armId).toSorted());
        },
      ),
    );
  });

  it('the preferred arm is first when it can be used', () => {
    fc.assert(
      fc.property(standings, (arms) => {
        for (const arm of arms.filter(isUsable)) expect(order(arms, arm.armId)[0]).toBe(arm.armId);
      }),
    );
  });
});
