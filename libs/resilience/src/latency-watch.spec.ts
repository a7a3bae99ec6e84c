import { describe, expect, it } from 'vitest';
import { latencies, seeded } from './fixtures/random.ts';
import { type Anomaly, LatencyWatch } from './latency-watch.ts';

const watched = () => {
  const raised: Anomaly[] = [];
  const recovered: Anomaly[] = [];
  const watch = new LatencyWatch({
    onRaised: (anomaly) => raised.push(anomaly),
    onRecovered: (anomaly) => recovered.push(anomaly),
  });
  const calls = (times: number, next: () => number, errors = 0, random = seeded(7)) => {
    for (let n = 0; n < times; n++) watch.record(random() >= errors, next());
  };
  return { watch, raised, recovered, calls };
};

const seeds = Array.from({ length: 20 }, (_, seed) => seed);

describe('the watch over latency', () => {
  it.each(seeds)('1.6x latency raises one anomaly and a control none (seed %i)', (seed) => {
    const slower = watched();
    const control = watched();
    const usual = latencies(seed, 100, 0.3);
    const same = latencies(seed, 100, 0.3);
    slower.calls(1_000, usual);
    slower.calls(5_000, () => 1.6 * usual());
    control.calls(6_000, same);
    expect(slower.raised).toEqual([expect.objectContaining({ kind: 'latency' })]);
    expect(slower.recovered).toEqual([]);
    expect(slower.watch.anomalies).toEqual(slower.raised);
    expect(slower.raised[0]?.baseline).toBeGreaterThan(90);
    expect(slower.raised[0]?.baseline).toBeLessThan(115);
    expect(control.raised).toEqual([]);
  });

  it('sees it within a hundred calls', () => {
    const { raised, calls } = watched();
    const usual = latencies(1, 100, 0.3);
    calls(500, usual);
    calls(100, () => 1.6 * usual());
    expect(raised).toHaveLength(1);
  });

  it('raises the next one only after it has recovered', () => {
    const { watch, raised, recovered, calls } = watched();
    const usual = latencies(3, 100, 0.3);
    calls(500, usual);
    for (let round = 1; round <= 3; round++) {
      calls(1_000, () => 2 * usual());
      expect(raised).toHaveLength(round);
      calls(1_000, usual);
      expect(recovered).toHaveLength(round);
      expect(watch.anomalies).toEqual([]);
    }
  });

  it('is not moved by single calls, however slow they are', () => {
    const { raised, calls } = watched();
    const usual = latencies(4, 100, 0.3);
    calls(500, usual);
    for (let n = 0; n < 50; n++) {
      calls(1, () => 1_000_000);
      calls(40, usual);
    }
    expect(raised).toEqual([]);
  });

  it('is not misled by slow first calls', () => {
    const { raised, calls } = watched();
    const usual = latencies(5, 100, 0.3);
    calls(10, () => 3_000);
    calls(490, usual);
    calls(500, () => 1.6 * usual());
    expect(raised).toHaveLength(1);
  });

  it('says nothing of a few milliseconds', () => {
    const { raised, calls } = watched();
    calls(500, () => 2);
    calls(500, () => 6);
    expect(raised).toEqual([]);
  });

  it('says nothing before it has learned what is usual', () => {
    const { raised, calls } = watched();
    calls(50, () => 100);
    calls(49, () => 500);
    expect(raised).toEqual([]);
  });

  it('follows what changes slowly', () => {
    const { raised, calls } = watched();
    const usual = latencies(6, 100, 0.3);
    calls(500, usual);
    for (let percent = 100; percent <= 200; percent++) calls(500, () => (percent / 100) * usual());
    expect(raised).toEqual([]);
  });
});

describe('the watch over the error rate', () => {
  it('raises one anomaly when every third call fails, and none for one in twenty', () => {
    const failing = watched();
    const control = watched();
    const random = seeded(11);
    failing.calls(1_000, () => 100, 0.05, random);
    failing.calls(2_000, () => 100, 0.4, random);
    control.calls(3_000, () => 100, 0.05, seeded(12));
    expect(failing.raised).toEqual([expect.objectContaining({ kind: 'error_rate' })]);
    expect(control.raised).toEqual([]);
    failing.calls(1_000, () => 100, 0.05, random);
    expect(failing.recovered).toHaveLength(1);
  });

  it('takes no latency from calls that failed', () => {
    const { raised, calls } = watched();
    calls(500, () => 100);
    calls(1_000, () => 900, 1);
    expect(raised.map(({ kind }) => kind)).toEqual(['error_rate']);
  });
});
