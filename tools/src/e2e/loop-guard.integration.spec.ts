import type { Task, TaskPlan } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Scenarios } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

const scenarios: Scenarios = {
  identical: [
    { id: 'first' },
    { id: 'second', after: ['first'], like: 'first' },
    { id: 'third', after: ['second'], like: 'first' },
    { id: 'verify', after: ['third'], arm: 'judge-arm' },
  ],
  'stuck-loop': [
    { id: 'poll', loop: { iterations: 10 } },
    { id: 'verify', after: ['poll'], arm: 'judge-arm' },
  ],
  'stuck-answer': [{ id: 'same' }, { id: 'verify', after: ['same'], arm: 'judge-arm', verdict: 'rejects' }],
  // Another plan, and the same answer.
  'stuck-answer-1': [
    { id: 'before' },
    { id: 'same', after: ['before'] },
    { id: 'verify', after: ['same'], arm: 'judge-arm', verdict: 'rejects' },
  ],
};

let stack: EngineStack;
let api: Api;

beforeAll(async () => {
  stack = await EngineStack.start({ scenarios, replicas: 1 });
  api = new Api(stack);
});
afterEach(() => stack?.throwDeaths());
afterAll(() => stack?.stop());

const solve = async (scenario: string): Promise<Task> => api.solve(`${scenario} task`);
const stepsCalled = (id: string) => stack.callsOf(id).map(({ stepId }) => stepId);

describe('the loop guard', () => {
  it('the third identical call is denied, and its arm never hears of it', async () => {
    const task = await solve('identical');
    expect(task).toMatchObject({ status: 'failed', error: { code: 'identical_call', step_id: 'third' } });
    expect(stepsCalled(task.id)).toEqual(['plan', 'first', 'second']);
    const { steps } = (await api.request<TaskPlan>('GET', `/api/v1/tasks/${task.id}/plan`)).body;
    expect(steps.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'failed', 'skipped']);
  });

  it('no-progress stops a task with a reason: a loop whose iterations give the same', async () => {
    const task = await solve('stuck-loop');
    expect(task).toMatchObject({
      status: 'failed',
      error: {
        code: 'no_progress',
        step_id: 'poll',
        message: expect.stringContaining('the same output as the one before'),
      },
    });
    expect(stepsCalled(task.id)).toEqual(['plan', 'poll.0', 'poll.1']);
  });

  it('no-progress stops a task with a reason: planning again that gives the same answer', async () => {
    const task = await solve('stuck-answer');
    expect(task).toMatchObject({ status: 'succeeded', result: { output: 'same', degraded: true } });
    expect(task.result?.degraded_reasons.join('\n')).toContain('Rejected as scripted.');
    expect(stepsCalled(task.id).filter((stepId) => stepId.includes('plan'))).toEqual(['plan', 'replan-1']);
  });
});
