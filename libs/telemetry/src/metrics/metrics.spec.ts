import { counter, gauge, histogram } from '@octollm/catalogue';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { Metrics, UndeclaredMetricError } from './metrics.ts';

const registers = [new Registry()];
const declared = {
  made: counter({ name: 'made_total', help: 'x', labels: ['kind'] }),
  waiting: gauge({ name: 'waiting', help: 'x' }),
  duration: histogram({ name: 'duration_seconds', help: 'x', buckets: [1] }),
};
const metrics = new Metrics(
  new Map<string, Counter | Gauge | Histogram>([
    ['made_total', new Counter({ name: 'made_total', help: 'x', labelNames: ['kind'], registers })],
    ['waiting', new Gauge({ name: 'waiting', help: 'x', registers })],
    ['duration_seconds', new Histogram({ name: 'duration_seconds', help: 'x', registers })],
  ]),
);

describe('the metrics of a service', () => {
  it('are those that its catalogue entry lists', () => {
    expect(metrics.counter(declared.made)).toBeInstanceOf(Counter);
    expect(metrics.gauge(declared.waiting)).toBeInstanceOf(Gauge);
    expect(metrics.histogram(declared.duration)).toBeInstanceOf(Histogram);
  });

  it('are set when somebody reads them, when they only then are known', async () => {
    let waiting = 3;
    metrics.onRead(declared.waiting, (instrument) => instrument.set(waiting));
    expect((await metrics.gauge(declared.waiting).get()).values).toMatchObject([{ value: 3 }]);
    waiting = 4;
    expect((await metrics.gauge(declared.waiting).get()).values).toMatchObject([{ value: 4 }]);
  });

  it('are refused by name when the catalogue does not list them', () => {
    const other = counter({ name: 'other_total', help: 'x' });
    expect(() => metrics.counter(other)).toThrow(UndeclaredMetricError);
    expect(() => metrics.counter(other)).toThrow('other_total');
  });
});
