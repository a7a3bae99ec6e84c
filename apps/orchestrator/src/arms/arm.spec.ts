import { RecordedMetrics } from '@octollm/arm-testing';
import { armCallMetrics, toolMetrics } from '@octollm/catalogue';
import { ErrorCategory } from '@octollm/contracts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArmOptions } from './arm.ts';
import { ArmObserver } from './arm-observer.ts';
import { armAt, callOptions, failureOf, ScriptedArm } from './fixtures/scripted-arm.ts';

const armId = 'executor-arm';
const memory = { allows: 'memory.write', onBehalfOf: 'coder-arm' } as const;
const own: readonly ErrorCategory[] = ['unavailable', 'timeout', 'internal'];

let server: ScriptedArm;
beforeAll(async () => {
  server = await ScriptedArm.start(() => 500);
});
afterAll(() => server.stop());

const setUp = (options: Partial<ArmOptions> = {}) => {
  const recorded = new RecordedMetrics(armCallMetrics, toolMetrics);
  const observer = new ArmObserver(recorded.metrics, { add: () => undefined }, pino({ level: 'silent' }));
  return { recorded, arm: armAt(armId, server.origin, { ...options, observer }) };
};

describe('a call of an arm that does not succeed', () => {
  it.each(ErrorCategory.options)(
    'with %s counts as failed only when it is the fault of the arm',
    async (category) => {
      const { arm, recorded } = setUp();
      server.script = () => failureOf(armId, category);
      await arm.call(callOptions());
      const outcome = own.includes(category) ? 'failed' : 'rejected';
      expect(await recorded.read('arm_calls_total')).toEqual({ [`${armId} ${outcome}`]: 1 });
    },
  );

  it('for what an address does that its user names is a failure of the tool, not of the arm', async () => {
    const { arm, recorded } = setUp({ speaksForOthers: true });
    server.script = () => failureOf(armId, 'unavailable');
    await arm.call(callOptions({ input: { tool: 'http_get' } }));
    expect(await recorded.read('arm_calls_total')).toEqual({ [`${armId} rejected`]: 1 });
    expect(await recorded.read('tool_calls_total')).toEqual({ 'failed http_get': 1 });
  });

  it('for want of an answer is the fault of the arm, whoever it speaks for', async () => {
    const { arm, recorded } = setUp({ speaksForOthers: true });
    server.script = () => 500;
    await arm.call(callOptions());
    expect(await recorded.read('arm_calls_total')).toEqual({ [`${armId} failed`]: 1 });
  });

  it('for the sake of memory leaves the arm to the tasks', async () => {
    const { arm, recorded } = setUp();
    server.script = () => failureOf(armId, 'internal');
    await arm.call(callOptions({ memory }));
    expect(await recorded.read('arm_calls_total')).toEqual({ [`${armId} rejected`]: 1 });
  });
});
