import { counter, gauge, histogram, httpMetrics, taskMetrics } from '@octollm/catalogue';
import { describe, expect, it } from 'vitest';
import {
  bucketsOf,
  days,
  labels,
  literal,
  metricsIn,
  minutes,
  oneOf,
  panelWindow,
  promql,
  recorded,
} from './index.ts';

const errors = counter({ name: 'errors_total', help: 'Errors', labels: ['route'] });
const waiting = gauge({ name: 'waiting', help: 'What waits', labels: ['queue'] });
const latency = histogram({ name: 'latency_seconds', help: 'Latency', labels: ['route'], buckets: [1] });

describe('a query', () => {
  it('takes metrics, labels and windows as objects', () => {
    const query = promql`sum by (${labels(httpMetrics.requests, 'route', 'job')}) (rate(${httpMetrics.requests}{status=~${literal('5..')}}[${minutes(90)}]))`;
    expect(query.text).toBe('sum by (route, job) (rate(http_requests_total{status=~"5.."}[1h30m]))');
    expect(metricsIn(query)).toEqual([httpMetrics.requests]);
    expect([...query.labels]).toEqual(['route', 'job']);
  });

  it('puts a query within a query into parentheses where it needs them', () => {
    const sum = promql`sum(${waiting}) + sum(${waiting})`;
    expect(promql`${sum} * 2`.text).toBe('(sum(waiting) + sum(waiting)) * 2');
    expect(promql`${promql`sum(${waiting})`} * 2`.text).toBe('sum(waiting) * 2');
  });

  it('names the series of a histogram', () => {
    const query = promql`histogram_quantile(0.95, sum by (le) (rate(${bucketsOf(latency)}[${days(1)}])))`;
    expect(query.text).toContain('latency_seconds_bucket[1d]');
    expect(metricsIn(query)).toEqual([latency]);
    // @ts-expect-error a histogram itself is no series
    expect(() => promql`sum(${latency})`).not.toThrow();
  });

  it('names recorded series by their objects', () => {
    const expr = promql`sum by (job) (rate(${errors}[5m]))`;
    const series = recorded({ name: 'job:errors:rate5m', help: 'Errors a second', expr });
    const query = promql`max by (${labels(series, 'job')}) (${series})`;
    expect(query.text).toBe('max by (job) (job:errors:rate5m)');
    expect(metricsIn(query)).toEqual([series]);
    expect(() => promql`sum by (route) (${series})`).toThrow('has no label route');
  });

  it('takes the windows that Grafana fills in', () => {
    expect(promql`rate(${errors}{route="/"}[${panelWindow}])`.text).toBe(
      'rate(errors_total{route="/"}[$__rate_interval])',
    );
  });

  it('matches several values whatever characters they hold', () => {
    expect(promql`${errors}{route=~${oneOf(['/v1/{id}', 'a|b'])}}`.text).toBe(
      String.raw`errors_total{route=~"/v1/\\{id\\}|a\\|b"}`,
    );
  });

  it.each([
    ['a syntax error', () => promql`sum(${errors}`, 'Not PromQL'],
    ['nothing', () => promql``, 'Not PromQL'],
    ['a metric that is only text', () => promql`sum(errors_total)`, '"errors_total" is written as text'],
    ['a metric that is text beside its object', () => promql`${waiting} > on () waiting`, 'written as text'],
    ['a selector without a metric', () => promql`{job="x"} > ${errors}`, 'must name a metric'],
    [
      'a matcher over a label it lacks',
      () => promql`${errors}{status="500"}`,
      'errors_total has no label status',
    ],
    ['a by over a label it lacks', () => promql`sum by (status) (${errors})`, 'has no label status'],
    [
      'a by over a label that was summed away',
      () => promql`sum by (route) (sum by (job) (${errors}))`,
      'no label',
    ],
    ['the rate of a gauge', () => promql`rate(${waiting}[5m])`, 'rate() is for what only grows'],
    [
      'the derivative of a counter',
      () => promql`deriv(${errors}[5m])`,
      'deriv() is for what goes up and down',
    ],
    [
      'a quantile without le',
      () => promql`histogram_quantile(0.9, sum by (route) (rate(${bucketsOf(latency)}[5m])))`,
      'has no label le',
    ],
    [
      'a ratio of rates that is not aggregated',
      () => promql`rate(${errors}{route="/"}[5m]) / rate(${errors}[5m])`,
      'aggregated on both sides',
    ],
    [
      'sides that cannot match',
      () => promql`sum by (job) (${waiting}) / sum by (queue) (${waiting})`,
      'different labels',
    ],
  ])('refuses %s', (_, build, complaint) => {
    expect(build).toThrow(complaint);
  });

  it('does not compile with a label that the metric lacks', () => {
    // @ts-expect-error tasks are not labelled with a route
    expect(labels(taskMetrics.completed, 'route').text).toBe('route');
  });

  it('knows the labels it returns', () => {
    const flow = (query: { labels: ReadonlySet<string> }) => [...query.labels].sort();
    expect(flow(promql`absent(${waiting}{queue="a", job=~"b"})`)).toEqual(['queue']);
    expect(
      flow(promql`sum by (job, queue) (${waiting}) * on (job) group_left () sum by (job) (${errors})`),
    ).toEqual(['job', 'queue']);
    expect(flow(promql`sum by (job, queue) (${waiting}) > 1`)).toEqual(['job', 'queue']);
    expect(flow(promql`topk(3, sum by (job) (${waiting}))`)).toEqual(['job']);
    expect(flow(promql`vector(1)`)).toEqual([]);
  });
});
