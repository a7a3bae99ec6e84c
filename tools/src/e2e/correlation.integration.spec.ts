import type { AuditTrail, Task } from '@octollm/contracts';
import { verifyAuditTrail } from '@octollm/memory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diamondOfFive } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';

const scenario = diamondOfFive();
const steps = scenario.map(({ id }) => id);

let stack: EngineStack;
let api: Api;

beforeAll(async () => {
  stack = await EngineStack.start({ scenarios: { diamond: scenario } });
  api = new Api(stack);
});
afterAll(() => stack?.stop());

const traceId = `${'c'.repeat(31)}1`;

describe('the audit log', () => {
  it('one correlation id joins request, tools and result', async () => {
    const { body: made } = await api.request<Task>('POST', '/api/v1/tasks', {
      body: { goal: 'diamond task' },
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    const task = await api.waitForEnd(made.id);
    expect(task).toMatchObject({ trace_id: traceId, status: 'succeeded' });

    const calls = stack.callsOf(made.id);
    expect(new Set(calls.map(({ stepId }) => stepId))).toEqual(new Set(['plan', ...steps]));
    expect(new Set(calls.map((call) => call.traceId))).toEqual(new Set([traceId]));

    const { items } = (await api.request<AuditTrail>('GET', `/api/v1/tasks/${made.id}/audit`)).body;
    expect(new Set(items.map(({ trace_id }) => trace_id))).toEqual(new Set([traceId]));
    expect(items[0]).toMatchObject({
      action: 'task.queued',
      data: { request_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const tools = items.filter(({ action }) => action === 'step.succeeded');
    expect(new Set(tools.map(({ data }) => data['step_id']))).toEqual(new Set(steps));
    expect(items.at(-1)).toMatchObject({
      action: 'task.succeeded',
      data: { result_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(verifyAuditTrail(items)).toBe(true);
  });
});
