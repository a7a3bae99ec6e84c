import type { CheckpointList, Task, TaskPlan } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scenarios } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack, type Replica } from './fixtures/engine-stack.ts';
import { PatientClient } from './fixtures/patient-client.ts';

const scenarios: Scenarios = {
  chain: [
    { id: 'first' },
    { id: 'second', after: ['first'], held: true },
    { id: 'verify', after: ['first', 'second'], arm: 'judge-arm' },
  ],
};

let stack: EngineStack;
let api: Api;
let client: PatientClient;

beforeAll(async () => {
  // After a kill a lease must run out before another replica goes on.
  stack = await EngineStack.start({ scenarios, environment: { ORCHESTRATOR_LEASE_SECONDS: '3' } });
  api = new Api(stack);
  client = new PatientClient(stack, api, 90_000);
});
afterAll(() => stack?.stop());

/** The replica whose call of a step runs now. */
const workingOn = (id: string, stepId: string): Replica | undefined =>
  stack.replicas.find(({ arms }) => arms.calls.of(id, stepId).some(({ outcome }) => outcome === 'running'));

const historyOf = async (id: string): Promise<CheckpointList['items']> =>
  (await client.get<CheckpointList>(`/api/v1/tasks/${id}/checkpoints`)).items;

describe('checkpoints', () => {
  it('after kill -9 another replica resumes without repeating a finished step', async () => {
    const id = await client.submit('chain task');
    await expect.poll(() => workingOn(id, 'second'), { timeout: 20_000 }).toBeDefined();
    const killed = workingOn(id, 'second');
    const isDone = async () => (await historyOf(id)).some(({ step_id }) => step_id === 'first');
    await expect.poll(isDone, { timeout: 20_000 }).toBe(true);
    await killed?.process.kill();
    for (const { arms } of stack.replicas) arms.release();

    const task = await client.ended(id);
    expect(task).toMatchObject({ status: 'succeeded', result: { output: 'first second' } });
    const [other] = stack.replicas.filter((replica) => replica !== killed);
    expect(stack.callsOf(id, 'first')).toHaveLength(1);
    expect(killed?.arms.calls.of(id, 'first')).toHaveLength(1);
    expect(other?.arms.calls.of(id).map(({ stepId }) => stepId)).toEqual(['second', 'verify']);
    await killed?.process.start();
  });

  it('history and time travel: a task can be carried on anew from any of its checkpoints', async () => {
    for (const { arms } of stack.replicas) arms.release();
    const id = await client.submit('chain task');
    const { result } = await client.ended(id);
    const history = await historyOf(id);
    expect(history.map(({ step_id }) => step_id)).toEqual([null, 'first', 'second', 'verify']);

    const left = ['first', 'second', 'verify'];
    for (const { sequence } of history.slice(0, -1)) {
      const { status, body } = await api.request<Task>('POST', `/api/v1/tasks/${id}/fork`, {
        body: { checkpoint: sequence },
      });
      expect(status).toBe(202);
      expect(await client.ended(body.id)).toMatchObject({
        status: 'succeeded',
        result: { output: result?.output },
      });
      expect(stack.callsOf(body.id).map(({ stepId }) => stepId)).toEqual(left);
      const { steps } = await client.get<TaskPlan>(`/api/v1/tasks/${body.id}/plan`);
      expect(steps.every((step) => step.status === 'succeeded')).toBe(true);
      left.shift();
    }
  });
});
