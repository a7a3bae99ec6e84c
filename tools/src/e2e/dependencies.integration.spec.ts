import type { ExecuteResponse, Problem, Task, TaskPlan } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Call, type Scenarios, type ScriptedStep, urlOf } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

const judge = (...after: string[]): ScriptedStep => ({ id: 'verify', after, arm: 'judge-arm' });

const scenarios: Scenarios = {
  uneven: [
    { id: 'slow', held: true },
    { id: 'fast' },
    { id: 'child', after: ['fast'] },
    judge('slow', 'child'),
  ],
  circle: [{ id: 'a', after: ['b'] }, { id: 'b', after: ['a'] }, judge('b')],
  broken: [
    { id: 'bad', failures: 1, maxAttempts: 1 },
    { id: 'child', after: ['bad'] },
    { id: 'grandchild', after: ['child'] },
    { id: 'other' },
    judge('grandchild', 'other'),
  ],
};

let stack: EngineStack;
let api: Api;
/** Every call of a step, by whichever task. */
let calls: Call[] = [];

beforeAll(async () => {
  stack = await EngineStack.start({ scenarios, replicas: 1 });
  api = new Api(stack);
  stack.observe((_replica, moment, call) => {
    if (moment === 'started') calls.push(call);
  });
});
beforeEach(() => {
  calls = [];
  for (const { arms } of stack.replicas) arms.hold();
});
afterEach(() => stack?.throwDeaths());
afterAll(() => stack?.stop());

const release = (): void => {
  for (const { arms } of stack.replicas) arms.release();
};
const outcomeOf = (stepId: string) => calls.find((call) => call.stepId === stepId)?.outcome;

const submit = async (scenario: string): Promise<string> =>
  (await api.request<Task>('POST', '/api/v1/tasks', { body: { goal: `${scenario} task` } })).body.id;

const statusesOf = async (id: string) => {
  const { steps } = (await api.request<TaskPlan>('GET', `/api/v1/tasks/${id}/plan`)).body;
  return Object.fromEntries(steps.map((step) => [step.id, step.status]));
};

describe('dependencies and chaining in the plan of a task', () => {
  it('a child starts when its own parents end, not when a wave ends; step references resolve', async () => {
    const id = await submit('uneven');
    await expect.poll(() => outcomeOf('child'), { timeout: 20_000 }).toBe('succeeded');
    expect(outcomeOf('slow')).toBe('running');
    expect(outcomeOf('verify')).toBeUndefined();
    release();
    expect((await api.waitForEnd(id)).result?.output).toBe('slow child');
    const [verify] = stack.callsOf(id, 'verify');
    expect(verify?.input).toMatchObject({ answer: { output: 'slow child' } });
  });

  it('a failed parent marks descendants skipped, and the others run', async () => {
    const id = await submit('broken');
    const task = await api.waitForEnd(id);
    expect(task).toMatchObject({ status: 'failed', error: { code: 'scripted_failure', step_id: 'bad' } });
    expect(await statusesOf(id)).toEqual({
      bad: 'failed',
      child: 'skipped',
      grandchild: 'skipped',
      other: 'succeeded',
      verify: 'skipped',
    });
    expect(calls.map(({ stepId }) => stepId).toSorted()).toEqual(['bad', 'other', 'plan']);
  });

  it('a cycle in a plan fails the task before any of its steps has run', async () => {
    const task = await api.waitForEnd(await submit('circle'));
    expect(task).toMatchObject({ status: 'failed', error: { code: 'invalid_plan' } });
    expect(calls.map(({ stepId }) => stepId)).toEqual(['plan']);
  });
});

describe('dependencies and chaining of POST /execute', () => {
  const get = (id: string, url: string, more: object = {}) => ({
    id,
    tool: 'http_get',
    args: { url },
    ...more,
  });
  const execute = <Body = ExecuteResponse>(...tools: object[]) =>
    api.request<Body>('POST', '/execute', { body: { prompt: 'Fetch.', tools } });

  it('a child starts when its own parents end, not when a wave ends; step references resolve', async () => {
    const answer = execute(
      get('slow', urlOf({ id: 'slow', held: true })),
      get('fast', urlOf({ id: 'fast' })),
      get('child', `${urlOf({ id: 'child' })}&parent={{steps.fast.output.body}}`, { depends_on: ['fast'] }),
    );
    await expect.poll(() => outcomeOf('child'), { timeout: 20_000 }).toBe('succeeded');
    expect(outcomeOf('slow')).toBe('running');
    release();
    expect((await answer).body.results.map(({ status }) => status)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
    expect(calls.find(({ stepId }) => stepId === 'child')?.input).toMatchObject({
      args: { url: expect.stringMatching(/&parent=fast$/) },
    });
  });

  it('a cycle is 400', async () => {
    const { status, body } = await execute<Problem>(
      get('a', urlOf({ id: 'a' }), { depends_on: ['b'] }),
      get('b', urlOf({ id: 'b' }), { depends_on: ['a'] }),
    );
    expect(status).toBe(400);
    expect(body.errors?.map(({ pointer }) => pointer)).toContain('/tools/0/depends_on');
    expect(calls).toEqual([]);
  });

  it('a failed parent marks descendants skipped', async () => {
    const { body } = await execute(
      get('bad', urlOf({ id: 'bad', failures: 9 })),
      get('child', urlOf({ id: 'child' }), { depends_on: ['bad'] }),
      get('grandchild', urlOf({ id: 'grandchild' }), { depends_on: ['child'] }),
    );
    expect(body.degraded).toBe(true);
    expect(body.results.map(({ id, status }) => [id, status])).toEqual([
      ['bad', 'failed'],
      ['child', 'skipped'],
      ['grandchild', 'skipped'],
    ]);
    expect(new Set(calls.map(({ stepId }) => stepId))).toEqual(new Set(['bad']));
  });
});
