import { RecordedMetrics } from '@octollm/arm-testing';
import { armCallMetrics, toolMetrics } from '@octollm/catalogue';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { ArmCallOptions } from './arm-client.ts';
import { ArmObserver } from './arm-observer.ts';

const setUp = () => {
  const recorded = new RecordedMetrics(armCallMetrics, toolMetrics);
  const observer = new ArmObserver(recorded.metrics, { add: () => undefined }, pino({ level: 'silent' }));
  return { recorded, observer };
};

describe('the metrics of arms', () => {
  it('say that an arm takes calls while it is healthy and its circuit is not open', async () => {
    const { recorded, observer } = setUp();
    const available = async () => (await recorded.read('arm_available'))['coder-arm'];
    observer.checked('coder-arm', true);
    expect(await available()).toBe(1);
    observer.breaker('coder-arm', 'open');
    expect(await available()).toBe(0);
    observer.checked('coder-arm', false);
    observer.breaker('coder-arm', 'half_open');
    expect(await available()).toBe(0);
    observer.checked('coder-arm', true);
    expect(await available()).toBe(1);
    expect(await recorded.read('arm_breaker_state')).toEqual({ 'coder-arm': 1 });
  });

  it('count calls by arm and outcome, and calls of tools by their name besides', async () => {
    const { recorded, observer } = setUp();
    const call = { action: 'execute', input: { tool: 'shell' } } as ArmCallOptions;
    observer.ended('executor-arm', call, { outcome: 'aborted', seconds: 2 });
    observer.ended('executor-arm', { ...call, input: { tool: 'made up' } }, { outcome: 'refused' });
    expect(await recorded.read('arm_calls_total')).toEqual({
      'executor-arm aborted': 1,
      'executor-arm refused': 1,
    });
    expect(await recorded.read('arm_call_duration_seconds_sum')).toEqual({ 'executor-arm aborted': 2 });
    expect(await recorded.read('tool_calls_total')).toEqual({ 'aborted shell': 1 });
    expect(await recorded.read('tool_duration_seconds_count')).toEqual({ shell: 1 });
  });
});
