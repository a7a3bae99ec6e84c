import { executorArm, judgeArm, plannerArm } from '@octollm/catalogue';
import { ArmCapability, ArmResponse, newId, PlannerOutput } from '@octollm/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diamondOfTen, single } from './scenarios.ts';
import { type ScriptedArms, startScriptedArms } from './start-scripted-arms.ts';

let arms: ScriptedArms;
const taskId = newId();
const traceId = 'a'.repeat(32);
const trace = { traceparent: `00-${traceId}-${'b'.repeat(16)}-01` };

beforeEach(async () => {
  arms = await startScriptedArms({
    'diamond-10': diamondOfTen(),
    held: single({ held: true }),
    shaky: single({ failures: 1 }),
    poor: [{ id: 'first' }, { id: 'verify', after: ['first'], arm: 'judge-arm', verdict: 'rejects' }],
    'poor-1': [{ id: 'second' }, { id: 'third', like: 'second', loop: { iterations: 3 } }],
  });
});
afterEach(() => arms.close());

const call = async (arm: string, path: string, input: unknown, more: object = {}, signal?: AbortSignal) => {
  const answer = await fetch(arms.urlOf(arm) + path, {
    method: 'POST',
    body: JSON.stringify({ task_id: taskId, step_id: 'only', attempt: 1, input, trace, ...more }),
    ...(signal === undefined ? {} : { signal }),
  });
  return ArmResponse.parse(await answer.json());
};

const plan = async (goal: string) =>
  PlannerOutput.parse((await call(plannerArm.name, '/plan', { goal }, { step_id: 'plan' })).output).plan;

const firstInput = async (goal: string) => (await plan(goal)).steps[0]?.input;

describe('scripted arms', () => {
  it('say what they can do', async () => {
    const answer = await fetch(`${arms.urlOf(judgeArm.name)}/capabilities`);
    expect(ArmCapability.parse(await answer.json())).toMatchObject({
      arm_id: 'judge-arm',
      capabilities: ['validate'],
    });
  });

  it('answer a plan with the scenario that the goal names, and refuse one that is not there', async () => {
    const { steps } = await plan('diamond-10 number 3');
    expect(steps.map(({ id }) => id)).toHaveLength(10);
    expect(steps.at(-1)).toMatchObject({
      arm: 'judge-arm',
      input: { answer: { output: '{{steps.left-join.output.body}} {{steps.right-join.output.body}}' } },
    });
    const answer = await fetch(`${arms.urlOf(plannerArm.name)}/plan`, {
      method: 'POST',
      body: JSON.stringify({ input: { goal: 'unknown' }, trace }),
    });
    expect(answer.status).toBe(500);
  });

  it('answer another plan when they are asked again, and reject an answer as the step says', async () => {
    const judge = (await plan('poor')).steps.at(-1);
    expect(await call(judgeArm.name, '/validate', judge?.input)).toMatchObject({
      success: true,
      output: { valid: false, quality_score: 0.4, issues: [{ severity: 'high' }] },
    });
    const again = await call(plannerArm.name, '/plan', { goal: 'poor', round: 1 });
    const { steps } = PlannerOutput.parse(again.output).plan;
    expect(steps.map(({ id, repeat }) => [id, repeat?.max_iterations])).toEqual([
      ['second', undefined],
      ['third', 3],
    ]);
    expect(steps[1]?.input).toEqual(steps[0]?.input);
    expect(arms.calls.of(taskId).map((one) => one.traceId)).toEqual([traceId, traceId, traceId]);
  });

  it('fail as many attempts as the step says', async () => {
    const input = await firstInput('shaky');
    expect(await call(executorArm.name, '/execute', input)).toMatchObject({ success: false });
    expect(await call(executorArm.name, '/execute', input, { attempt: 2 })).toMatchObject({
      success: true,
      output: { body: 'only' },
    });
    expect(arms.calls.of(taskId, 'only').map(({ outcome }) => outcome)).toEqual(['failed', 'succeeded']);
  });

  it('hold a step until they are released, and note a caller that went away', async () => {
    const input = await firstInput('held');
    const leaving = new AbortController();
    const left = call(executorArm.name, '/execute', input, {}, leaving.signal).catch(() => 'left');
    const stayed = call(executorArm.name, '/execute', input, { attempt: 2 });
    await expect.poll(() => arms.calls.inFlight).toBe(2);
    leaving.abort();
    expect(await left).toBe('left');
    await expect.poll(() => arms.calls.inFlight).toBe(1);
    arms.release();
    expect(await stayed).toMatchObject({ success: true });
    expect(arms.calls.of(taskId, 'only').map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'aborted'],
      [2, 'succeeded'],
    ]);
    expect(arms.calls).toMatchObject({ inFlight: 0, mostInFlight: 2 });
  });
});
