import type { Task, TaskPlan } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fan, type Scenarios } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';
import { gapsIn, readTaskFile, recordProblems } from './fixtures/inspect-task.ts';
import { PatientClient } from './fixtures/patient-client.ts';

const scenarios = {
  transfers: fan(3, { risk: 'high' }),
  aside: [
    { id: 'quick' },
    { id: 'risky', risk: 'high' },
    { id: 'verify', after: ['quick'], arm: 'judge-arm' },
  ],
} satisfies Scenarios;
const steps = ['branch-0', 'branch-1', 'branch-2'] as const;
const orders = steps.flatMap((first) =>
  steps
    .filter((step) => step !== first)
    .map((second) => [first, second, ...steps.filter((step) => step !== first && step !== second)]),
);

let stack: EngineStack;
let api: Api;
let client: PatientClient;

beforeAll(async () => {
  // After each crash a lease must run out before another replica goes on.
  stack = await EngineStack.start({ scenarios, environment: { ORCHESTRATOR_LEASE_SECONDS: '3' } });
  api = new Api(stack);
  client = new PatientClient(stack, api, 90_000);
});
afterAll(() => stack?.stop());

const submit = async (goal = 'transfers of three'): Promise<string> => {
  const body = { goal, approval: 'high_risk' };
  const answer = await api.request<Task>('POST', '/api/v1/tasks', { body });
  if (answer.status !== 202) throw new Error(answer.text);
  return answer.body.id;
};

const decide = async (id: string, step: string, decision: 'approve' | 'reject'): Promise<number> => {
  const path = `/api/v1/tasks/${id}/approvals/${step}`;
  return (await api.request('POST', path, { body: { decision } })).status;
};

const untilAllAwait = async (ids: readonly string[]): Promise<void> => {
  const statuses = async (): Promise<string[]> =>
    Promise.all(ids.map(async (id) => (await client.get<Task>(`/api/v1/tasks/${id}`)).status));
  await expect.poll(statuses, { timeout: 60_000, interval: 200 }).toEqual(ids.map(() => 'awaiting_approval'));
};

const crash = async (): Promise<void> => {
  await Promise.all(stack.replicas.map(({ process }) => process.kill()));
  await Promise.all(stack.replicas.map(({ process }) => process.start()));
};

describe('approvals', () => {
  it('N approvals in one level resumed in every order, with a crash between any two, give the same result', async () => {
    const ids = await Promise.all(orders.map(() => submit()));
    for (const round of steps.keys()) {
      await untilAllAwait(ids);
      const decisions = ids.map((id, index) => decide(id, orders[index]?.[round] ?? '', 'approve'));
      expect(await Promise.all(decisions)).toEqual(ids.map(() => 200));
      if (round < steps.length - 1) await crash();
    }
    const results = await Promise.all(
      ids.map(async (id) => {
        const { status, result } = await client.ended(id);
        const events = await client.follow(id);
        expect(gapsIn(events)).toEqual([]);
        const file = await readTaskFile(client, id, scenarios.transfers, (task) => stack.callsOf(task));
        expect(recordProblems(file)).toEqual([]);
        return { status, output: result?.output, degraded: result?.degraded };
      }),
    );
    expect(results).toEqual(
      ids.map(() => ({ status: 'succeeded', output: 'branch-0 branch-1 branch-2', degraded: false })),
    );
  });

  it('hold nothing up but the step they are for, and a rejection is named in the answer', async () => {
    const id = await submit();
    await untilAllAwait([id]);
    expect(steps.flatMap((step) => stack.callsOf(id, step))).toEqual([]);
    expect(await decide(id, 'branch-0', 'approve')).toBe(200);
    await expect.poll(() => stack.callsOf(id, 'branch-0').length, { timeout: 20_000 }).toBe(1);
    await untilAllAwait([id]);
    expect(await decide(id, 'branch-0', 'reject')).toBe(409);
    expect(await decide(id, 'nonsense', 'approve')).toBe(404);
    expect(await decide(id, 'branch-1', 'reject')).toBe(200);
    await untilAllAwait([id]);
    expect(await decide(id, 'branch-2', 'approve')).toBe(200);
    await client.ended(id);
    const plan = await client.get<TaskPlan>(`/api/v1/tasks/${id}/plan`);
    expect(plan.steps.map(({ id: step, status, approval }) => [step, status, approval])).toEqual([
      ['branch-0', 'succeeded', 'approved'],
      ['branch-1', 'skipped', 'rejected'],
      ['branch-2', 'succeeded', 'approved'],
      ['verify', 'skipped', null],
    ]);
    expect(stack.callsOf(id, 'branch-1')).toHaveLength(0);
  });

  it('may be given when the judge has long been there', async () => {
    const id = await submit('aside of the judge');
    await untilAllAwait([id]);
    expect(stack.callsOf(id, 'verify')).toHaveLength(1);
    expect(await decide(id, 'risky', 'approve')).toBe(200);
    expect(await client.ended(id)).toMatchObject({ status: 'succeeded', result: { degraded: false } });
    expect(stack.callsOf(id, 'verify')).toHaveLength(1);
  });
});
