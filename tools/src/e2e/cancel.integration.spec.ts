import type { Task } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fan, type Scenarios, single } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

const late = { held: true, timeoutSeconds: 1, maxAttempts: 1 };
const scenarios: Scenarios = {
  held: fan(4, { held: true }),
  quick: single(),
  branches: [
    { id: 'late-1', ...late },
    { id: 'late-2', ...late },
    { id: 'other' },
    { id: 'verify', after: ['other'], arm: 'judge-arm' },
  ],
};

let stack: EngineStack;
let api: Api;

beforeAll(async () => {
  stack = await EngineStack.start({
    scenarios,
    replicas: 1,
    environment: { ORCHESTRATOR_MAX_CALLS: '2' },
  });
  api = new Api(stack);
});
afterEach(() => stack?.throwDeaths());
afterAll(() => stack?.stop());

const submit = async (scenario: string): Promise<string> =>
  (await api.request<Task>('POST', '/api/v1/tasks', { body: { goal: `${scenario} task` } })).body.id;

const cancel = (id: string) => api.request<Task>('DELETE', `/api/v1/tasks/${id}`);

const outcomes = (id: string) =>
  stack
    .callsOf(id)
    .filter(({ arm }) => arm === 'executor-arm')
    .map(({ outcome }) => outcome);

/** A task whose calls take every slot and do not end. */
const takeAllSlots = async (): Promise<string> => {
  const id = await submit('held');
  await expect.poll(() => outcomes(id), { timeout: 20_000 }).toEqual(['running', 'running']);
  return id;
};

/** A task that has a plan and waits for a slot. */
const waitForSlot = async (scenario: string): Promise<string> => {
  const id = await submit(scenario);
  const status = async () => (await api.request<Task>('GET', `/api/v1/tasks/${id}`)).body.status;
  await expect.poll(status, { timeout: 20_000 }).toBe('running');
  expect(outcomes(id)).toEqual([]);
  return id;
};

describe('cancel: cancelling a task', () => {
  it('frees its slots and its wait, and aborts running calls', async () => {
    const cancelled = await takeAllSlots();
    const next = await waitForSlot('quick');
    expect(await cancel(cancelled)).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    // No held call is ever answered here: only slots that were freed let the next task end.
    expect((await api.waitForEnd(next)).status).toBe('succeeded');
    await expect.poll(() => outcomes(cancelled), { timeout: 20_000 }).toEqual(['aborted', 'aborted']);
  });

  it('or cutting off a branch frees its slots and aborts its running calls, and the other branches go on', async () => {
    const id = await submit('branches');
    const task = await api.waitForEnd(id);
    // Both slots were those of the late branches until these were cut off.
    expect(task).toMatchObject({ status: 'succeeded', result: { output: 'other', degraded: true } });
    await expect.poll(() => outcomes(id), { timeout: 20_000 }).toEqual(['aborted', 'aborted', 'succeeded']);
    expect(stack.callsOf(id, 'other')).toHaveLength(1);
  });

  it('that waits takes it out of the line: it is never called, and who waits behind it is', async () => {
    const first = await takeAllSlots();
    const cancelled = await waitForSlot('held');
    const behind = await waitForSlot('quick');
    expect((await cancel(cancelled)).status).toBe(200);
    expect((await cancel(first)).status).toBe(200);
    expect((await api.waitForEnd(behind)).status).toBe('succeeded');
    expect(outcomes(cancelled)).toEqual([]);
  });
});
