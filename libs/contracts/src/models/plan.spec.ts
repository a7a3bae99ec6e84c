import { describe, expect, it } from 'vitest';
import { ArmRequest } from './arm.ts';
import { TaskEvent } from './events.ts';
import { PlanStep, stepOfUnit, UnitId } from './plan.ts';
import { CapabilityClaims } from './tokens.ts';

const plain = {
  id: 'a',
  action: 'act',
  arm: 'arm',
  input: {},
  depends_on: [],
  acceptance_criteria: [],
  risk: 'low',
  estimated_tokens: 1,
  estimated_seconds: 1,
  timeout_seconds: 1,
  retry: { max_attempts: 1, initial_backoff_ms: 0, max_backoff_ms: 0 },
  idempotent: true,
};
const until = { operator: 'exists', value: '{{previous.output.done}}' };
const accepts = (more: object): boolean => PlanStep.safeParse({ ...plain, ...more }).success;

describe('a step of a plan', () => {
  it('needs none of what makes it conditional, a map step or a loop', () => {
    expect(PlanStep.parse(plain)).toEqual(plain);
  });

  it.each([
    { when: { operator: 'equals', value: '{{steps.b.output.n}}', operand: [1, 'x', null] }, join: 'any' },
    { for_each: { items: '{{steps.b.output.items}}', max_parallel: 100 } },
    { for_each: { items: Array.from({ length: 1_000 }, () => ({ any: ['json'] })) } },
    { repeat: { until, max_iterations: 10 } },
  ])('takes what is within the limits', (more) => {
    expect(accepts(more)).toBe(true);
  });

  it.each([
    { join: 'some' },
    { for_each: { items: Array.from({ length: 1_001 }, () => 1) } },
    { for_each: { items: [], max_parallel: 0 } },
    { for_each: { items: [], max_parallel: 101 } },
    { for_each: { items: [], more: 1 } },
    { for_each: { items: 5 } },
    { repeat: { until, max_iterations: 0 } },
    { repeat: { until, max_iterations: 11 } },
    { repeat: { max_iterations: 1 } },
    { when: { operator: 'matches', value: 'a', operand: '(a+)+' } },
  ])('refuses what is beyond them', (more) => {
    expect(accepts(more)).toBe(false);
  });
});

describe('the id of a unit', () => {
  it.each(['a', 'a-b_c1', 'a.0', 'a.9', 'a.10', 'a.9999', `${'a'.repeat(64)}.999`])('may be %s', (id) => {
    expect(UnitId.safeParse(id).success).toBe(true);
  });

  it.each(['', 'A', '1', 'a.', 'a.00', 'a.01', 'a.10000', 'a.b', 'a.-1', 'a.1.2', '.1', 'a.1\n'])(
    'is not %j',
    (id) => {
      expect(UnitId.safeParse(id).success).toBe(false);
    },
  );

  it('stands wherever a call, its token or an event names what is carried out', () => {
    for (const schema of [ArmRequest.shape.step_id, TaskEvent.shape.step_id, CapabilityClaims.shape.step_id])
      expect(schema.safeParse('a.17').success).toBe(true);
  });
});

describe('the step of a unit', () => {
  it('is what stands before the number, and a step is its own', () => {
    expect(stepOfUnit('map.0')).toBe('map');
    expect(stepOfUnit('map.999')).toBe('map');
    expect(stepOfUnit('map')).toBe('map');
  });

  it('is not found in what is no id of a unit', () => expect(stepOfUnit('map.x')).toBe('map.x'));
});
