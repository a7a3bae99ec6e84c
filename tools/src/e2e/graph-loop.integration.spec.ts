import type { AuditTrail, Task, TaskPlan } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Scenario, Scenarios } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

const objection = 'Rejected as scripted.';

/** A plan whose answer is the name of its one working step. */
const judged = (id: string, verdict: 'accepts' | 'rejects'): Scenario => [
  { id },
  { id: 'verify', after: [id], arm: 'judge-arm', verdict },
];

const scenarios: Scenarios = {
  hopeless: judged('attempt-a', 'rejects'),
  'hopeless-1': judged('attempt-b', 'rejects'),
  'hopeless-2': judged('attempt-c', 'rejects'),
  'hopeless-3': judged('attempt-d', 'rejects'),
  'hopeless-4': judged('attempt-e', 'accepts'),
  mended: judged('attempt-a', 'rejects'),
  'mended-1': judged('attempt-b', 'accepts'),
  lame: [
    { id: 'lame-worker', failures: 9, maxAttempts: 2 },
    { id: 'sound-worker' },
    { id: 'verify', after: ['sound-worker'], arm: 'judge-arm' },
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

/** What the planner was asked for a task. */
const questionsOf = (id: string) =>
  stack
    .callsOf(id)
    .filter(({ arm }) => arm === 'planner-arm')
    .map(({ stepId, input }) => ({ stepId, input }));

/** How often a task has begun to be repaired. */
const repairsOf = async (id: string): Promise<number> => {
  const { items } = (await api.request<AuditTrail>('GET', `/api/v1/tasks/${id}/audit`)).body;
  return items.filter(({ action }) => action === 'task.repairing').length;
};

describe('the graph loop', () => {
  it('low quality plans again, with what the judge found, until the answer is accepted', async () => {
    const task = await solve('mended');
    expect(task).toMatchObject({
      status: 'succeeded',
      result: { output: 'attempt-b', degraded: false, degraded_reasons: [] },
    });
    expect(questionsOf(task.id)).toMatchObject([
      { stepId: 'plan' },
      { stepId: 'replan-1', input: { round: 1, feedback: expect.arrayContaining([objection]) } },
    ]);
    expect(await repairsOf(task.id)).toBe(1);
  });

  it('low quality plans again, capped: after three rounds the answer is degraded and names what the judge found', async () => {
    const task = await solve('hopeless');
    expect(task.status).toBe('succeeded');
    expect(task.result).toMatchObject({ output: 'attempt-d', degraded: true });
    expect(task.result?.degraded_reasons.join('\n')).toContain(objection);
    expect(questionsOf(task.id).map(({ stepId }) => stepId)).toEqual([
      'plan',
      'replan-1',
      'replan-2',
      'replan-3',
    ]);
    const { steps } = (await api.request<TaskPlan>('GET', `/api/v1/tasks/${task.id}/plan`)).body;
    expect(steps.map(({ id, status }) => [id, status])).toEqual(
      [
        'attempt-a',
        'verify',
        'r1-attempt-b',
        'r1-verify',
        'r2-attempt-c',
        'r2-verify',
        'r3-attempt-d',
        'r3-verify',
      ].map((id) => [id, 'succeeded']),
    );
    expect(await repairsOf(task.id)).toBe(3);
  });

  it('a failed worker yields a partial answer that names it: retry, then partial, flagged `degraded`', async () => {
    const task = await solve('lame');
    expect(task).toMatchObject({ status: 'succeeded', result: { output: 'sound-worker', degraded: true } });
    expect(task.result?.degraded_reasons).toEqual([expect.stringMatching(/^Step lame-worker failed: /)]);
    expect(stack.callsOf(task.id, 'lame-worker').map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'failed'],
      [2, 'failed'],
    ]);
  });
});
