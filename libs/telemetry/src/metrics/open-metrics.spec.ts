import { context, ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { Counter, Registry } from 'prom-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openMetricsOf } from './open-metrics.ts';
import { tracedHistogram } from './traced-histogram.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';

const within = (traceFlags: TraceFlags): void => {
  const span = trace.wrapSpanContext({ traceId, spanId: 'b7ad6b7169203331', traceFlags });
  vi.spyOn(context, 'active').mockReturnValue(trace.setSpan(ROOT_CONTEXT, span));
};

const open = () => {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({ name: 'made_total', help: 'x', labelNames: ['kind'], registers });
  const histogram = tracedHistogram(
    { name: 'made_seconds', help: 'x', labelNames: ['kind'], buckets: [1, 2] },
    registry,
  );
  return { registry, requests, histogram };
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('metrics in OpenMetrics', () => {
  it('lead from every bucket to the trace of its last measurement', async () => {
    const { registry, histogram } = open();
    within(TraceFlags.SAMPLED);
    histogram.observe({ kind: 'a' }, 0.5);
    histogram.labels({ kind: 'a' }).observe(1.5);
    histogram.labels({ kind: 'a' }).observe(99);
    const said = await openMetricsOf(registry).metrics();
    const exemplar = `# {trace_id="${traceId}"}`;
    expect(said).toContain(`made_seconds_bucket{le="1",kind="a"} 1 ${exemplar} 0.5`);
    expect(said).toContain(`made_seconds_bucket{le="2",kind="a"} 2 ${exemplar} 1.5`);
    expect(said).toContain(`made_seconds_bucket{le="+Inf",kind="a"} 3 ${exemplar} 99`);
    expect(said.endsWith('# EOF\n')).toBe(true);
  });

  it.each([
    ['outside of a trace', () => undefined],
    ['in a trace that is not recorded', () => within(TraceFlags.NONE)],
  ])('lead nowhere from what was measured %s', async (_where, enter) => {
    const { registry, histogram } = open();
    enter();
    histogram.startTimer({ kind: 'a' })();
    const said = await openMetricsOf(registry).metrics();
    expect(said).toContain('made_seconds_count{kind="a"} 1');
    expect(said).not.toContain('trace_id');
  });

  it('leave the text format as it is: counters keep their names, and no exemplar is in it', async () => {
    const { registry, requests, histogram } = open();
    within(TraceFlags.SAMPLED);
    histogram.observe({ kind: 'a' }, 1);
    requests.inc({ kind: 'a' });
    const before = await registry.metrics();
    expect(await openMetricsOf(registry).metrics()).toMatch(/# TYPE made counter\nmade_total\{kind="a"\} 1/);
    expect(await registry.metrics()).toBe(before);
    expect(before).toContain('made_total{kind="a"} 1');
    expect(before).not.toContain('trace_id');
    requests.inc({ kind: 'a' });
    expect(await openMetricsOf(registry).metrics()).toContain('made_total{kind="a"} 2');
  });
});
