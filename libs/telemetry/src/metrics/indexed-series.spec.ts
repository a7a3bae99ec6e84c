import { Counter, Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { type IndexedCounter, indexedCounter } from './indexed-counter.ts';
import { type TracedHistogram, tracedHistogram } from './traced-histogram.ts';

const options = { name: 'made_total', help: 'x', labelNames: ['kind', 'place'] };
const timed = { ...options, name: 'made_seconds', buckets: [0.5, 1] };
const sets = [
  { kind: 'a', place: '1' },
  { place: '1', kind: 'b' },
  { kind: 'a', place: 1 },
  { kind: 'a' },
  { place: 'a' },
  {},
  { kind: 'a', place: '2' },
];

/** What prom-client says of its own instruments, and what it says of ours, when both are moved alike. */
const saidOf = async (
  move: (
    made: Pick<IndexedCounter, 'inc' | 'reset' | 'remove'>,
    seconds: Pick<TracedHistogram, 'observe' | 'reset' | 'remove'>,
  ) => void,
): Promise<readonly [string, string]> => {
  const [theirs, ours] = [new Registry(), new Registry()];
  move(new Counter({ ...options, registers: [theirs] }), new Histogram({ ...timed, registers: [theirs] }));
  move(indexedCounter(options, ours), tracedHistogram(timed, ours));
  return [await theirs.metrics(), await ours.metrics()];
};

describe('counters and histograms that find their series by an index', () => {
  it('say what those of prom-client say, whichever labels come in whatever order', async () => {
    const [theirs, ours] = await saidOf((made, seconds) => {
      for (const value of [0.2, 0.5, 0.7, 3])
        for (const labels of sets) {
          made.inc(labels, value);
          made.inc(labels);
          seconds.observe(labels, value);
        }
      made.inc();
      made.inc(4);
      seconds.observe(0.3);
    });
    expect(ours).toBe(theirs);
  });

  it.each(['reset', 'remove'] as const)('begin anew after a %s', async (forget) => {
    const [theirs, ours] = await saidOf((made, seconds) => {
      const labels = { kind: 'a', place: '1' };
      made.inc(labels);
      seconds.observe(labels, 1);
      made[forget](labels);
      seconds[forget](labels);
      made.inc(labels);
      seconds.observe(labels, 1);
    });
    expect(ours).toBe(theirs);
    expect(ours).toContain('made_total{kind="a",place="1"} 1\n');
  });

  it('refuse labels that they do not have, values that are no numbers, and counting down', () => {
    const made = indexedCounter(options, new Registry());
    const seconds = tracedHistogram(timed, new Registry());
    expect(() => made.inc({ other: 'x' })).toThrow('other');
    expect(() => seconds.observe({ other: 'x' }, 1)).toThrow('other');
    expect(() => made.inc({}, Infinity)).toThrow(TypeError);
    expect(() => made.inc({}, -1)).toThrow('decrease');
    expect(() => seconds.observe({}, Number.NaN)).toThrow(TypeError);
  });

  it('pass over a label that they do not have beside others that they know already', async () => {
    const registry = new Registry();
    const made = indexedCounter(options, registry);
    made.inc({ kind: 'a' });
    made.inc({ kind: 'a', other: 'x' });
    expect(await registry.metrics()).toContain('made_total{kind="a"} 2\n');
  });
});
