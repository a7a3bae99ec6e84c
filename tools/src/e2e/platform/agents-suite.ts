import type { AgentAnswer, Problem, Task } from '@octollm/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
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

const ask = <Body = AgentAnswer>(query: string, more: object = {}, key?: string) =>
  api.request<Body>('POST', '/api/v2/query-multi-agent', {
    body: { query, user_id: 'jo', ...more },
    ...(key === undefined ? {} : { key }),
  });

describe('a query for several agents', () => {
  it('is answered with citations, what was done and by whom', async () => {
    const { status, body } = await ask('When was the Halden bridge opened?');
    expect(status).toBe(200);
    expect(body.answer).toMatch(/1938/);
    expect(body).toMatchObject({ answerable: true, degraded: false, query_type: 'question' });
    expect(body.citations[0]?.passage).toMatch(/opened in 1938/);
    expect(body.agents_used).toEqual(['retriever-arm', 'judge-arm']);
    const complex = await ask('Compare the Halden bridge with the Skarv ferry.');
    expect(complex.body.agents_used).toEqual(['planner-arm', 'retriever-arm', 'judge-arm']);
    const types = body.execution_log.map(({ type }) => type);
    expect([types[0], types.at(-1)]).toEqual(['task.queued', 'task.succeeded']);
    expect(body.execution_log.map(({ sequence }) => sequence)).toEqual(types.map((_, index) => index + 1));
    expect(body.token_usage.total_tokens).toBe(
      body.token_usage.prompt_tokens + body.token_usage.completion_tokens,
    );
    expect(body.execution_time_seconds).toBeGreaterThan(0);
  });

  it('makes a task like any other, in the session of the query', async () => {
    const { body } = await ask('How long is its main span?', {
      session_id: 's1',
      entities: ['Halden bridge'],
      tickers: [],
    });
    const task = await api.request<Task>('GET', `/api/v1/tasks/${body.task_id}`);
    expect(task.body).toMatchObject({
      goal: 'How long is its main span?',
      session_id: 's1',
      metadata: { user_id: 'jo' },
    });
  });

  it('says so when the sources do not hold the answer, also because they belong to another tenant', async () => {
    for (const answer of [
      await ask('Who won the chess olympiad of 1924 in Paris?'),
      await ask('When was the Halden bridge opened?', {}, stack.keys.other_tenant),
    ])
      expect(answer).toMatchObject({ status: 200, body: { answerable: false, citations: [] } });
  });

  it('is a problem that says why when the task fails', async () => {
    const { status, body } = await ask<Problem>(
      'Write a TypeScript function that sorts a list of bridges by length.',
    );
    expect(status).toBe(422);
    expect(body.detail).toMatch(/model.* See task /s);
  });

  it('is 400 with a pointer when it is not valid, and needs task:submit', async () => {
    const { status, body } = await ask<Problem>('x', { user_id: 'a b' });
    expect(status).toBe(400);
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/user_id']);
    expect((await ask('x', {}, stack.keys.read_only)).status).toBe(403);
  });
});
