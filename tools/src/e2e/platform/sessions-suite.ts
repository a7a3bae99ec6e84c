import {
  type ChatEvent,
  type CheckpointList,
  isTerminal,
  newId,
  type Problem,
  type Session,
  type Task,
  type TaskPage,
  type TaskPlan,
} from '@octollm/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { serverSentEvents } from '../../demo/server-sent-events.ts';
import { Api, bridge } from '../fixtures/api.ts';
import type { TestStack } from '../fixtures/test-stack.ts';
import { platform } from './platform.ts';

let stack: TestStack;
let api: Api;

beforeAll(async () => {
  stack = await platform();
  api = new Api(stack);
  await api.ingest(bridge, { metadata: { title: 'Halden bridge' } });
});

const question = 'When was the Halden bridge opened?';
const read = <Body = Session>(path: string, key?: string) =>
  api.request<Body>('GET', path, key === undefined ? {} : { key });
const submit = <Body = Task>(body: object, key?: string) =>
  api.request<Body>('POST', '/api/v1/tasks', { body, ...(key === undefined ? {} : { key }) });
const pointers = ({ errors }: Problem) => errors?.map(({ pointer }) => pointer);

describe('sessions', () => {
  it('keep what was asked and answered, with the checkpoints of the tasks', async () => {
    const { body } = await submit({ goal: question, session_id: 'mine' });
    await api.waitForEnd(body.id);
    await submit({ goal: 'And how long is its main span?', session_id: 'mine' });
    const session = await read('/api/v2/sessions/mine');
    expect(session.status).toBe(200);
    expect(session.body.messages.slice(0, 3).map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(session.body.messages[0]).toMatchObject({ task_id: body.id, content: question });
    expect(session.body.messages[1]?.content).toMatch(/1938/);
    const plan = await read<TaskPlan>(`/api/v1/tasks/${body.id}/plan`);
    expect(
      session.body.checkpoints.filter(({ task_id }) => task_id === body.id).map(({ step_id }) => step_id),
    ).toEqual([null, ...plan.body.steps.map(({ id }) => id)]);
    const page = await read('/api/v2/sessions/mine?limit=1');
    expect(page.body.messages[0]?.content).toBe('And how long is its main span?');
    const older = await read(`/api/v2/sessions/mine?limit=1&cursor=${page.body.next_cursor}`);
    expect(older.body).toMatchObject({ messages: [{ content: question }, {}], next_cursor: null });
  });

  it("checkpoints and sessions: another user's session is 404 for submit, query and read", async () => {
    await submit({ goal: question, session_id: 'private' });
    // The admin's key belongs to the same tenant, and is another user.
    const key = stack.keys.admin;
    for (const answer of [
      await read<Problem>('/api/v2/sessions/private', key),
      await submit<Problem>({ goal: question, session_id: 'private' }, key),
      await api.request<Problem>('POST', '/api/v2/query-multi-agent', {
        key,
        body: { query: question, user_id: 'jo', session_id: 'private' },
      }),
      await api.request<Problem>('POST', '/api/v2/chat/stream', {
        key,
        body: { query: question, session_id: 'private' },
      }),
      await read<Problem>('/api/v2/sessions/private', stack.keys.other_tenant),
      await read<Problem>('/api/v2/sessions/nobodys'),
      await read<Problem>('/api/v2/sessions/a%20b'),
    ])
      expect(answer.status).toBe(404);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['cursor=x', '/cursor'],
    ['page=2', '/page'],
  ])('point at a wrong query: %s', async (query, pointer) => {
    await submit({ goal: question, session_id: 'queried' });
    const answer = await read<Problem>(`/api/v2/sessions/queried?${query}`);
    expect(answer.status).toBe(400);
    expect(pointers(answer.body)).toEqual([pointer]);
  });
});

describe('a fork', () => {
  const fork = <Body = Task>(id: string, body: object, key?: string) =>
    api.request<Body>('POST', `/api/v1/tasks/${id}/fork`, { body, ...(key === undefined ? {} : { key }) });

  it('begins with the steps that had succeeded, ends as the first task did, and does not repeat them', async () => {
    const first = await api.solve(question);
    const { body: checkpoints } = await read<CheckpointList>(`/api/v1/tasks/${first.id}/checkpoints`);
    const checkpoint = checkpoints.items.find(({ step_id }) => step_id !== null);
    const made = await fork(first.id, { checkpoint: checkpoint?.sequence });
    expect(made).toMatchObject({ status: 202, body: { goal: question } });
    expect(made.headers.get('location')).toBe(`/api/v1/tasks/${made.body.id}`);
    const ended = await api.waitForEnd(made.body.id);
    expect(ended).toMatchObject({ status: 'succeeded', result: { output: first.result?.output } });
    const events = (await api.events(made.body.id)).map(({ data }) => data);
    expect(events[0]).toMatchObject({
      type: 'task.queued',
      data: { forked_from: first.id, checkpoint: checkpoint?.sequence },
    });
    expect(events.map(({ type }) => type)).not.toContain('plan.created');
    const repeated = events.filter(
      ({ type, step_id }) => type === 'step.started' && step_id === checkpoint?.step_id,
    );
    expect(repeated).toEqual([]);
    expect(ended.usage.tool_calls + ended.usage.llm_calls).toBeLessThanOrEqual(
      first.usage.tool_calls + first.usage.llm_calls,
    );
  });

  it('is refused where there is nothing to begin with', async () => {
    const task = await api.solve(question);
    for (const checkpoint of [1, 9_999]) {
      const { status, body } = await fork<Problem>(task.id, { checkpoint });
      expect([status, pointers(body)]).toEqual([422, ['/checkpoint']]);
    }
    const wrong = await fork<Problem>(task.id, { checkpoint: 0 });
    expect([wrong.status, pointers(wrong.body)]).toEqual([400, ['/checkpoint']]);
    expect((await fork<Problem>(newId(), { checkpoint: 3 })).status).toBe(404);
    expect((await fork<Problem>(task.id, { checkpoint: 3 }, stack.keys.other_tenant)).status).toBe(404);
    expect((await fork<Problem>(task.id, { checkpoint: 3 }, stack.keys.read_only)).status).toBe(403);
  });
});

describe('a decision', () => {
  /** A task whose plan waits for somebody. */
  const waiting = async (): Promise<Task> => {
    const { body } = await submit({ goal: question, approval: 'plan' });
    const current = async () => (await read<Task>(`/api/v1/tasks/${body.id}`)).body.status;
    await expect.poll(current, { timeout: 30_000 }).toBe('awaiting_approval');
    return body;
  };
  const decidePlan = (id: string, decision: 'approve' | 'reject') =>
    api.request<Task>('POST', `/api/v1/tasks/${id}/approvals/plan`, { body: { decision } });

  it('about the plan lets the task go on, and stands', async () => {
    const { id } = await waiting();
    expect((await read<TaskPlan>(`/api/v1/tasks/${id}/plan`)).body.approval).toBe('pending');
    expect(await decidePlan(id, 'approve')).toMatchObject({ status: 200, body: { id } });
    expect((await decidePlan(id, 'approve')).status).toBe(200);
    expect((await decidePlan(id, 'reject')).status).toBe(409);
    expect((await api.waitForEnd(id)).status).toBe('succeeded');
    const { body: plan } = await read<TaskPlan>(`/api/v1/tasks/${id}/plan`);
    expect(plan.approval).toBe('approved');
    const decided = (await api.events(id)).flatMap(({ data }) => data.data.approvals ?? []);
    expect(decided).toEqual([expect.objectContaining({ step_id: 'plan', status: 'approved' })]);
  });

  it('against the plan ends the task without a step having run', async () => {
    const { id } = await waiting();
    await decidePlan(id, 'reject');
    expect((await api.waitForEnd(id)).status).toBe('failed');
    expect((await api.events(id)).map(({ data }) => data.type)).not.toContain('step.started');
  });

  it('about what does not wait is a conflict, about what is not there 404, and needs task:approve', async () => {
    const task = await api.solve(question);
    const { body: plan } = await read<TaskPlan>(`/api/v1/tasks/${task.id}/plan`);
    expect(
      [plan.approval, ...plan.steps.map(({ approval }) => approval)].every((status) => status === null),
    ).toBe(true);
    const decide = (id: string, step: string, body: object = { decision: 'approve' }, key?: string) =>
      api.request('POST', `/api/v1/tasks/${id}/approvals/${step}`, {
        body,
        ...(key === undefined ? {} : { key }),
      });
    expect((await decide(task.id, plan.steps[0]?.id ?? '')).status).toBe(409);
    expect((await decide(task.id, 'plan')).status).toBe(409);
    expect((await decide(task.id, 'nothing-like-it')).status).toBe(404);
    expect((await decide(task.id, 'A.B')).status).toBe(404);
    expect((await decide(newId(), 'plan')).status).toBe(404);
    expect((await decide(task.id, 'plan', { decision: 'perhaps' })).status).toBe(400);
    expect((await decide(task.id, 'plan', undefined, stack.keys.read_only)).status).toBe(403);
    expect((await decide(task.id, 'plan', undefined, stack.keys.other_tenant)).status).toBe(404);
  });
});

describe('a chat', () => {
  const open = (body: object, signal = AbortSignal.timeout(60_000)) =>
    fetch(`${stack.gateway}/api/v2/chat/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.keys.default}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });

  it('streams the steps, the sources and the answer, piece by piece', async () => {
    const response = await open({ query: question, session_id: 'chat' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events: ChatEvent[] = [];
    if (response.body === null) throw new Error('There is no body.');
    for await (const { event, data } of serverSentEvents(response.body)) {
      const told = JSON.parse(data) as ChatEvent;
      expect(told.type).toBe(event);
      events.push(told);
    }
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('step_start');
    expect(types.filter((type) => type === 'step_end')).toHaveLength(
      types.filter((type) => type === 'step_start').length,
    );
    expect(types.indexOf('sources_ready')).toBeLessThan(types.indexOf('token'));
    const last = events.at(-1);
    if (last?.type !== 'complete') throw new Error(JSON.stringify(last));
    const { body: task } = await read<Task>(`/api/v1/tasks/${last.task_id}`);
    expect(response.headers.get('location')).toBe(`/api/v1/tasks/${last.task_id}`);
    expect(events.map((told) => (told.type === 'token' ? told.text : '')).join('')).toBe(task.result?.output);
    expect(task).toMatchObject({ session_id: 'chat', usage: last.usage });
  });

  it('ends with an error when there is no answer', async () => {
    const response = await open({
      query: 'Write a TypeScript function that sorts a list of bridges by length.',
    });
    const text = await response.text();
    expect(text).toMatch(/event: error\ndata: .*"code":"model_required".*\n\n$/);
  });

  it('that the client leaves cancels its task', async () => {
    const left = new AbortController();
    const session_id = 'left';
    // Enough of them that one is left before it has ended.
    for (let n = 0; n < 20; n++) {
      const leave = new AbortController();
      await open({ query: `${question} ${n}`, session_id }, AbortSignal.any([left.signal, leave.signal]));
      leave.abort();
    }
    const tasks = async () =>
      (await read<TaskPage>(`/api/v1/tasks?session_id=${session_id}&limit=100`)).body.items;
    await expect
      .poll(async () => (await tasks()).every(({ status }) => isTerminal(status)), { timeout: 30_000 })
      .toBe(true);
    expect((await tasks()).map(({ status }) => status)).toContain('cancelled');
  });

  it.each([
    [{}, '/query'],
    [{ query: ' ' }, '/query'],
    [{ query: 'q'.repeat(1_001) }, '/query'],
    [{ query: 'q', session_id: 'a b' }, '/session_id'],
    [{ query: 'q', user_id: 'jo' }, '/user_id'],
  ])('points at a wrong request: %j', async (body, pointer) => {
    const response = await open(body);
    expect(response.status).toBe(400);
    expect(pointers((await response.json()) as Problem)).toEqual([pointer]);
  });
});
