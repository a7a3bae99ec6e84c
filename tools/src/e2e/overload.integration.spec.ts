import type { Problem } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Scenarios, single } from '../scripted-arms/index.ts';
import { Api } from './fixtures/api.ts';
import { EngineStack } from './fixtures/engine-stack.ts';
import { PatientClient } from './fixtures/patient-client.ts';

const scenarios: Scenarios = { held: single({ held: true }) };
/** Tasks that may wait. */
const bound = 3;

let stack: EngineStack;
let api: Api;

beforeAll(async () => {
  stack = await EngineStack.start({
    scenarios,
    replicas: 1,
    environment: { ORCHESTRATOR_CONCURRENCY: '1', ORCHESTRATOR_MAX_QUEUED_TASKS: String(bound) },
  });
  api = new Api(stack);
});
afterEach(() => stack?.throwDeaths());
afterAll(() => stack?.stop());

const submit = (priority = 'medium') =>
  api.request<Problem & { readonly id: string }>('POST', '/api/v1/tasks', {
    body: { goal: 'held task', priority },
  });

/** Submits tasks that do not end until one is refused; gives those that were accepted. */
const fill = async (): Promise<string[]> => {
  const accepted: string[] = [];
  for (;;) {
    const { status, body } = await submit();
    if (status === 503) return accepted;
    expect(status).toBe(202);
    accepted.push(body.id);
    // What waits is counted every second: the next one comes when this one has been.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
  }
};

describe('back-pressure instead of collapse', () => {
  it('refuses new work with 503 and Retry-After while too much waits, and does all that was accepted', {
    timeout: 180_000,
  }, async () => {
    const accepted = await fill();
    expect(accepted.length).toBeGreaterThan(bound);

    const tool = { tool: 'http_get', args: { url: 'http://localhost' } };
    const refused = await Promise.all([
      submit(),
      submit('high'),
      api.request('POST', '/api/v2/query-multi-agent', { body: { query: 'held task', user_id: 'jo' } }),
      api.request('POST', '/api/v2/chat/stream', { body: { query: 'held task' } }),
      api.request('POST', '/execute', { body: { prompt: 'fetch', tools: [tool] } }),
      api.request('POST', '/orchestrator/stream', { body: { prompt: 'fetch', tools: [tool] } }),
    ]);
    for (const { status, headers, body } of refused) {
      expect({ status, code: body.code, retryable: body.retryable }).toEqual({
        status: 503,
        code: 'overloaded',
        retryable: true,
      });
      expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    }
    expect((await api.request('GET', '/api/v1/tasks')).status).toBe(200);
    expect(await stack.metric('tasks_refused_total')).toBeGreaterThanOrEqual(refused.length + 1);
    expect(await stack.metric('tasks_queue_age_seconds')).toBeGreaterThan(0);

    const critical = await submit('critical');
    expect(critical.status).toBe(202);

    for (const { arms } of stack.replicas) arms.release();
    const client = new PatientClient(stack, api, 120_000);
    for (const id of [...accepted, critical.body.id])
      expect((await client.ended(id)).status).toBe('succeeded');
    await expect.poll(async () => (await submit()).status, { timeout: 30_000 }).toBe(202);
  });
});
