import { setTimeout as sleep } from 'node:timers/promises';
import { services } from '@octollm/catalogue';
import type { Task } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, bridge } from './fixtures/api.ts';
import { startTestStack, type TestStack } from './fixtures/test-stack.ts';

let stack: TestStack;
let api: Api;

const goal = 'How long is the main span of the Halden bridge?';

beforeAll(async () => {
  // A service may come back so late that the breaker of its arm has opened: it tries again soon.
  stack = await startTestStack({ ORCHESTRATOR_BREAKER_RESET_SECONDS: '2', ORCHESTRATOR_LEASE_SECONDS: '3' });
  api = new Api(stack);
  await api.ingest(bridge);
});

afterAll(() => stack?.stop());

const patienceMs = 150_000;
const timeoutMs = patienceMs + 90_000;

const eventuallySolved = async (): Promise<Task> => {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      const task = await api.solve(goal);
      if (task.status === 'succeeded' || Date.now() > until) return task;
    } catch (error) {
      // The gateway itself may be the one that is coming back.
      if (Date.now() > until) throw error;
    }
    await sleep(100);
  }
};

describe('killing a service while nothing runs', () => {
  it.each(services.map(({ name }) => name))(
    'brings %s back, and the next task succeeds',
    async (name) => {
      const before = stack.services.get(name)?.pid;
      await stack.kill(name);
      const task = await eventuallySolved();
      expect(task.status).toBe('succeeded');
      expect(task.result?.output).toMatch(/412/);
      expect(stack.services.get(name)?.pid).not.toBe(before);
    },
    timeoutMs,
  );
});

describe('while an arm is away', () => {
  it('its earlier answer to the same call stands in for it, flagged `degraded`', async () => {
    const first = await eventuallySolved();
    await stack.kill('retriever-arm');
    const body = { goal, budget: { max_retries: 0 } };
    const { body: made } = await api.request<Task>('POST', '/api/v1/tasks', { body });
    const { status, result } = await api.waitForEnd(made.id);
    expect(status).toBe('succeeded');
    expect(result).toMatchObject({ output: first.result?.output, degraded: true });
    expect(result?.degraded_reasons.join(' ')).toMatch(
      /retriever-arm was not available, its answer of .* used/,
    );
  });
});

describe('killing the orchestrator while tasks run', () => {
  it('loses no task and repeats no finished step', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () => api.request<Task>('POST', '/api/v1/tasks', { body: { goal } })),
    );
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 202));
    await stack.kill('orchestrator');
    await eventuallySolved();
    for (const { body } of made) {
      const events = (await api.events(body.id)).map(({ data }) => data);
      expect(events.at(-1)?.type).toBe('task.succeeded');
      const finished = events.filter(({ type }) => type === 'step.succeeded').map(({ step_id }) => step_id);
      expect(new Set(finished)).toEqual(new Set(['answer', 'verify']));
      expect(finished).toHaveLength(2);
    }
  });
});
