import { type RunningArm, startArm } from '@octollm/arm-testing';
import { plannerArm } from '@octollm/catalogue';
import { PlannerOutput } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputFor } from './planner-input.fixture.ts';

let arm: RunningArm;
beforeAll(async () => {
  arm = await startArm(plannerArm);
});
afterAll(async () => {
  await arm.stop();
});

const plan = (goal: string) => ({ action: 'plan', input: inputFor(goal) });

describe('the planner arm', () => {
  it('plans a question for the bearer of a capability token', async () => {
    const response = await arm.act('/plan', plan('When was the Halden bridge opened?'));
    expect(response).toMatchObject({
      success: true,
      confidence: 0.9,
      warnings: [],
      provenance: { arm: 'planner-arm' },
    });
    expect(PlannerOutput.parse(response.output).plan.steps.map(({ id }) => id)).toEqual([
      'search',
      'answer',
      'verify',
    ]);
  });

  it('says what did not shape the plan', async () => {
    const input = inputFor('Who?', { constraints: ['use recent sources'], context: 'We spoke of bridges.' });
    expect((await arm.act('/plan', { action: 'plan', input })).warnings).toHaveLength(2);
  });

  it('refuses what needs a model, with a sentence that says what to do', async () => {
    const response = await arm.act('/plan', plan('Write a poem about the sea.'));
    expect(response).toMatchObject({
      success: false,
      error: { category: 'model_required', retryable: false },
    });
  });

  it('answers 401 without a token and 403 to a token for another action', async () => {
    expect((await arm.post('/plan', plan('Who?'), null)).status).toBe(401);
    expect((await arm.post('/plan', plan('Who?'), 'Bearer x.y.z')).status).toBe(401);
    expect((await arm.post('/plan', { ...plan('Who?'), allowed: ['search'] })).status).toBe(403);
  });

  it('stops with code 0 when it is asked to', async () => {
    const other = await startArm(plannerArm);
    expect(await other.stop()).toBe(0);
  });

  it('describes itself', async () => {
    const capabilities = await (await fetch(`${arm.url}/capabilities`)).json();
    expect(capabilities).toMatchObject({ arm_id: 'planner-arm', capabilities: ['plan'] });
  });
});
