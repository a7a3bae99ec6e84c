import { setTimeout as sleep } from 'node:timers/promises';
import type { Problem, Task } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fan, mapped, type Scenarios, single } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';
import { inTurn } from './fixtures/in-turn.ts';
import { readTaskFile, recordProblems, repeatedSteps, successProblems } from './fixtures/inspect-task.ts';
import { byLength, isLong } from './fixtures/length.ts';
import { PatientClient } from './fixtures/patient-client.ts';

const items = byLength(200, 1_000);
const poisonedItem = 137;

const scenarios: Scenarios = {
  held: single({ held: true }),
  five: fan(5, { held: true }),
  poison: single(),
  mapped: mapped(items, poisonedItem),
};

const inFlight = byLength(200, 1_000);
/** What a client has open at the same time. */
const width = 50;
/** Of so many tasks everything is read; of all others the end. */
const readWhole = 50;

let stack: EngineStack;
let api: Api;
let client: PatientClient;

beforeAll(async () => {
  stack = await EngineStack.start({
    scenarios,
    redis: true,
    // All of them only when both replicas are full.
    environment: { ORCHESTRATOR_CONCURRENCY: String(inFlight / 2) },
  });
  api = new Api(stack);
  client = new PatientClient(stack, api, 180_000);
});
afterEach(() => stack?.throwDeaths());
afterAll(() => stack?.stop());

const submit = (name: string, howMany: number): Promise<string[]> =>
  inTurn(Array.from({ length: howMany }), width, () => client.submit(`${name} task`));

const problemsOf = async (name: string, id: string): Promise<string[]> => {
  const file = await readTaskFile(client, id, scenarios[name] ?? [], (task) => stack.callsOf(task));
  return [...recordProblems(file), ...successProblems(file), ...repeatedSteps(file)];
};

const endProblems = async (name: string, ids: readonly string[]): Promise<string[]> => {
  const ended = await inTurn(ids, width, (id) => client.ended(id));
  const whole = await inTurn(ids.slice(0, readWhole), 10, (id) => problemsOf(name, id));
  const failed = ended.filter(({ status }) => status !== 'succeeded');
  return [...failed.map(({ id, status, error }) => `${id} ${status}: ${error?.message}`), ...whole.flat()];
};

const release = (): void => {
  for (const { arms } of stack.replicas) arms.release();
};
const hold = (): void => {
  for (const { arms } of stack.replicas) arms.hold();
};

describe('under load', () => {
  it(`${inFlight.toLocaleString('en')} tasks are in flight at once on two replicas, and all end`, {
    timeout: 400_000,
  }, async () => {
    const ids = await submit('held', inFlight);
    await expect
      .poll(() => stack.metric('tasks_in_progress'), { timeout: 120_000, interval: 500 })
      .toBe(inFlight);
    for (const { process } of stack.replicas)
      expect(await process.metric('tasks_in_progress')).toBe(inFlight / 2);
    // Longer than a lease, so that each must have been renewed.
    if (isLong) await sleep(15_000);
    expect(await stack.metric('tasks_recovered_total')).toBe(0);
    release();
    expect(await endProblems('held', ids)).toEqual([]);
    for (const { arms } of stack.replicas) expect(arms.calls.total).toBeGreaterThan(inFlight);
    hold();
  });

  it('five steps of a plan that wait for nothing are in flight at the same time', async () => {
    const id = await client.submit('five tools');
    const running = () => stack.callsOf(id).filter(({ outcome }) => outcome === 'running');
    await expect.poll(() => running().length, { timeout: 20_000 }).toBe(5);
    release();
    expect(await problemsOf('five', id)).toEqual([]);
    hold();
  });
});

describe('a fan-out', () => {
  it(`of ${items.toLocaleString('en')} items, one of them poisoned, ends with all other results and one named failure`, async () => {
    const id = await client.submit('mapped task');
    const { status, error, result } = await client.ended(id);
    expect({ status, error }).toEqual({ status: 'succeeded', error: null });
    const outputs = JSON.parse(result?.output.replace('items=', '') ?? '[]') as ({ body: string } | null)[];
    expect(outputs).toHaveLength(items);
    expect(outputs.flatMap((output, index) => (output?.body === 'each' ? [] : [index]))).toEqual([
      poisonedItem,
    ]);
    expect(result?.degraded_reasons).toEqual([
      expect.stringContaining(`Item ${poisonedItem} of step each failed`),
    ]);
    const calls = stack.callsOf(id).filter(({ arm }) => arm === 'executor-arm');
    expect(new Set(calls.map(({ stepId }) => stepId)).size).toBe(items);
    expect(calls).toHaveLength(items + 1);
  });
});

describe('an unreachable store', () => {
  it('gives 503 with Retry-After, readiness is false, and nothing is lost', {
    timeout: 180_000,
  }, async () => {
    const ids = await submit('held', 20);
    await expect
      .poll(() => stack.callsOf(ids.at(-1) ?? '', 'only').length, { timeout: 30_000 })
      .toBeGreaterThan(0);
    await stack.postgres.stop();
    try {
      const answers = await Promise.all([
        api.request<Problem>('POST', '/api/v1/tasks', { body: { goal: 'held task' } }),
        api.request<Problem>('GET', `/api/v1/tasks/${ids[0]}`),
        api.request<Problem>('GET', `/api/v1/tasks/${ids[0]}/plan`),
        api.request<Problem>('GET', '/api/v1/tasks'),
      ]);
      for (const { status, headers, body } of answers) {
        expect({ status, code: body.code, retryable: body.retryable }).toEqual({
          status: 503,
          code: 'unavailable',
          retryable: true,
        });
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      }
      for (const { process } of stack.replicas)
        await expect
          .poll(async () => (await fetch(`${process.url}/health/ready`)).status, { timeout: 10_000 })
          .toBe(503);
      await expect
        .poll(async () => (await fetch(`${stack.gateway}/health/ready`)).status, { timeout: 10_000 })
        .toBe(503);
    } finally {
      await stack.postgres.start();
    }
    release();
    expect(await endProblems('held', ids)).toEqual([]);
    for (const { process } of stack.replicas)
      await expect
        .poll(async () => (await fetch(`${process.url}/health/ready`)).status, { timeout: 10_000 })
        .toBe(200);
    hold();
  });
});

/** A replica is noticed as lost when its lease has run out, which is so often too slow for the short form. */
const poisoned = byLength<readonly string[]>([], ['a task that kills every replica that works on it']);

describe.each(poisoned)('a poisoned job: %s', () => {
  it('goes to the dead letters after a cap, and the others go on', { timeout: 300_000 }, async () => {
    const id = await client.submit('poison task');
    const end = stack.observe((replica, moment, { taskId, stepId }) => {
      if (taskId !== id || stepId !== 'only' || moment !== 'started') return;
      replica.process.strike();
      setTimeout(() => {
        void replica.process.kill().then(() => replica.process.start());
      }, 500);
    });
    const task: Task = await client.ended(id);
    end();
    expect(task).toMatchObject({ status: 'failed', error: { code: 'dead_letter' } });
    expect(stack.callsOf(id, 'only')).toHaveLength(6);
    release();
    expect(await endProblems('held', await submit('held', 10))).toEqual([]);
    hold();
  });
});
