import { randomUUID } from 'node:crypto';
import type { AuditTrail, Problem, Task, TaskPage, TaskPlan } from '@octollm/contracts';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Api, bridge } from '../fixtures/api.ts';
import type { TestStack } from '../fixtures/test-stack.ts';
import { platform } from './platform.ts';

let stack: TestStack;
let api: Api;

const goal = 'When was the Halden bridge opened?';

beforeAll(async () => {
  stack = await platform();
  api = new Api(stack);
  await api.ingest(bridge, { metadata: { title: 'Halden bridge' } });
});

describe('a task', () => {
  it('is accepted, runs through every arm of its plan and succeeds with citations that resolve', async () => {
    const accepted = await api.request<Task>('POST', '/api/v1/tasks', {
      body: { goal: 'How long is the main span of the Halden bridge, and when was it opened?' },
    });
    expect(accepted.status).toBe(202);
    expect(accepted.headers.get('location')).toBe(`/api/v1/tasks/${accepted.body.id}`);

    const events = await api.events(accepted.body.id);
    const statuses = events.map(({ data }) => data.type).filter((type) => type.startsWith('task.'));
    expect(statuses).toEqual([
      'task.queued',
      'task.planning',
      'task.running',
      'task.judging',
      'task.succeeded',
    ]);
    expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, index) => index + 1));

    const { body: task } = await api.request<Task>('GET', `/api/v1/tasks/${accepted.body.id}`);
    expect(task.status).toBe('succeeded');
    expect(task.result?.output).toMatch(/412/);
    expect(task.result?.output).toMatch(/1938/);
    expect(task.result?.validation?.valid).toBe(true);
    expect(task.progress.percentage).toBe(100);
    expect(task.provenance.map(({ arm }) => arm)).toEqual(
      expect.arrayContaining(['retriever-arm', 'judge-arm']),
    );
    const cited = [...(task.result?.output.matchAll(/\[(\d+)\]/g) ?? [])].map(([, n]) => Number(n));
    expect(cited.length).toBeGreaterThan(0);
    for (const n of cited) {
      const citation = task.result?.citations.find(({ index }) => index === n);
      expect(bridge).toContain(citation?.passage ?? 'no such citation');
    }
  });

  it('shows its plan with the state of every step, and an audit trail chained by hash', async () => {
    const task = await api.solve(goal);
    const plan = await api.request<TaskPlan>('GET', `/api/v1/tasks/${task.id}/plan`);
    expect(plan.body.steps.map(({ arm, status }) => [arm, status])).toEqual([
      ['retriever-arm', 'succeeded'],
      ['judge-arm', 'succeeded'],
    ]);
    const audit = await api.request<AuditTrail>('GET', `/api/v1/tasks/${task.id}/audit`);
    const { items } = audit.body;
    expect(items.length).toBeGreaterThan(5);
    expect(items.slice(1).map((entry) => entry.previous_hash)).toEqual(
      items.slice(0, -1).map((entry) => entry.hash),
    );
  });

  it('is followed from where a reader stopped', async () => {
    const task = await api.solve(goal);
    const all = await api.events(task.id);
    const rest = await api.events(task.id, all[1]?.id);
    expect(rest).toEqual(all.slice(2));
    expect(await api.events(task.id, all.at(-1)?.id)).toEqual([]);
  });

  it('is answered at once when the client prefers to wait', async () => {
    const answer = await api.request<Task>('POST', '/api/v1/tasks', {
      body: { goal: 'When is the Halden bridge closed?' },
      headers: { prefer: 'wait=30' },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.result?.output).toMatch(/28 metres per second/);
  });

  it('says so when the sources do not hold the answer', async () => {
    const task = await api.solve('Who won the chess olympiad of 1924 in Paris?');
    expect(task.status).toBe('succeeded');
    expect(task.result).toMatchObject({ answerable: false, citations: [] });
  });

  it('is refused with a typed error when it needs a model', async () => {
    const task = await api.solve('Write a TypeScript function that sorts a list of bridges by length.');
    expect(task.status).toBe('failed');
    expect(task.error?.code).toBe('model_required');
  });

  it('is made once for an idempotency key, however often the request comes', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = { goal: 'What does maintenance of the Halden bridge cost?' };
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.request<Task>('POST', '/api/v1/tasks', { body, headers })),
    );
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    const other = await api.request<Problem>('POST', '/api/v1/tasks', {
      body: { goal: 'Another?' },
      headers,
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });

  it('is listed page by page, newest first', async () => {
    const first = await api.request<TaskPage>('GET', '/api/v1/tasks?limit=2');
    const second = await api.request<TaskPage>(
      'GET',
      `/api/v1/tasks?limit=2&cursor=${first.body.next_cursor}`,
    );
    const ids = [...first.body.items, ...second.body.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids).toEqual(ids.toSorted().toReversed());
  });

  it('is cancelled at once while an arm works on it, and not after it has ended', async () => {
    const judge = stack.services.get('judge-arm')?.pid ?? 0;
    process.kill(judge, 'SIGSTOP');
    try {
      const { body } = await api.request<Task>('POST', '/api/v1/tasks', { body: { goal } });
      await vi.waitUntil(
        async () => (await api.request<Task>('GET', `/api/v1/tasks/${body.id}`)).body.status === 'judging',
        {
          timeout: 10_000,
        },
      );
      const cancelled = await api.request<Task>('DELETE', `/api/v1/tasks/${body.id}`, {
        body: { reason: 'changed my mind' },
      });
      expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
      expect(await api.request('POST', `/api/v1/tasks/${body.id}/cancel`)).toMatchObject({
        status: 409,
        body: { code: 'conflict' },
      });
    } finally {
      process.kill(judge, 'SIGCONT');
    }
    expect((await api.solve(goal)).status).toBe('succeeded');
  });

  it('carries the trace of the request that made it', async () => {
    const traceId = 'a'.repeat(31).concat('1');
    const made = await api.request<Task>('POST', '/api/v1/tasks', {
      body: { goal: 'Compare the Halden bridge with the Skarv ferry.' },
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(made.body.trace_id).toBe(traceId);
    await api.waitForEnd(made.body.id);
    const services = new Set(
      stack.lines.filter(({ line }) => line.includes(traceId)).map(({ service }) => service),
    );
    expect([...services]).toEqual(
      expect.arrayContaining(['reflex-gateway', 'orchestrator', 'planner-arm', 'retriever-arm', 'judge-arm']),
    );
  });
});

describe('another tenant', () => {
  const other = () => ({ key: stack.keys.other_tenant });

  it('sees neither the task nor anything of it', async () => {
    const { id } = await api.solve(goal);
    for (const path of ['', '/plan', '/audit', '/events'])
      expect((await api.request('GET', `/api/v1/tasks/${id}${path}`, other())).status).toBe(404);
    expect((await api.request('DELETE', `/api/v1/tasks/${id}`, other())).status).toBe(404);
    const list = await api.request<TaskPage>('GET', '/api/v1/tasks', other());
    expect(list.body.items.map((task) => task.id)).not.toContain(id);
  });

  it('gets no answer from documents that are not its own', async () => {
    const task = await api.solve('How long is the main span of the Halden bridge?', other());
    expect(JSON.stringify(task.result)).not.toMatch(/412/);
    expect(task.result?.answerable).toBe(false);
  });
});
