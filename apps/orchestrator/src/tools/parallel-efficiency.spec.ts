import { describe, expect, it } from 'vitest';
import { parallelEfficiency } from './parallel-efficiency.ts';
import { retryOf, type ToolStep } from './tool-step.ts';

const step = (id: string, ...depends_on: string[]): ToolStep => ({
  id,
  tool: 'http_get',
  input: { tool: 'http_get', args: {} },
  depends_on,
  timeout_seconds: 1,
  ...retryOf('http_get'),
});

const durations = (times: Record<string, number>) => new Map(Object.entries(times));
const five = ['a', 'b', 'c', 'd', 'e'];
const each500 = durations(Object.fromEntries(five.map((id) => [id, 500])));

describe('parallel efficiency', () => {
  it('is 1 when tools side by side take as long as the longest', () => {
    expect(
      parallelEfficiency(
        five.map((id) => step(id)),
        each500,
        5,
        500,
      ),
    ).toBe(1);
  });

  it('is a fifth when five tools run one after the other that could have run together', () => {
    expect(
      parallelEfficiency(
        five.map((id) => step(id)),
        each500,
        5,
        2_500,
      ),
    ).toBeCloseTo(0.2);
  });

  it('is 1 for a chain that runs without pauses', () => {
    const chain = [step('a'), step('b', 'a'), step('c', 'b')];
    expect(parallelEfficiency(chain, durations({ a: 100, b: 200, c: 300 }), 5, 600)).toBe(1);
  });

  it('counts that no more than max_parallel may run', () => {
    const steps = five.slice(0, 4).map((id) => step(id));
    expect(parallelEfficiency(steps, durations({ a: 100, b: 100, c: 100, d: 100 }), 2, 200)).toBe(1);
  });

  it('never leaves 0 to 1', () => {
    expect(parallelEfficiency([step('a')], durations({ a: 0 }), 1, 0)).toBe(1);
    expect(parallelEfficiency([step('a')], durations({ a: 10 }), 1, 9)).toBe(1);
  });
});
