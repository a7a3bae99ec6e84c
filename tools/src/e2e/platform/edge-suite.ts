import { request as httpRequest } from 'node:http';
import type { ArmList, Document, Problem, SearchResponse, Task } from '@octollm/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { Api, bridge, type RequestOptions } from '../fixtures/api.ts';
import type { TestStack } from '../fixtures/test-stack.ts';
import { platform } from './platform.ts';

let stack: TestStack;
let api: Api;

beforeAll(async () => {
  stack = await platform();
  api = new Api(stack);
});

const submit = (body: unknown, options: RequestOptions = {}) =>
  api.request<Problem>('POST', '/api/v1/tasks', { body, ...options });

const pointers = (problem: Problem) => problem.errors?.map(({ pointer }) => pointer);

describe('the gateway', () => {
  it('asks for a key, and takes none that it does not know', async () => {
    for (const key of [null, 'octollm_live_0000000000000000', 'nonsense'])
      expect(await api.request('GET', '/api/v1/tasks', { key })).toMatchObject({
        status: 401,
        body: { code: 'unauthenticated', status: 401 },
      });
  });

  it('compresses long answers for clients that accept it, and neither short ones nor event streams', async () => {
    const { body } = await api.request<Task>('POST', '/api/v1/tasks', {
      body: { goal: 'word '.repeat(1_000) },
    });
    const encodingOf = async (path: string, accepted: string): Promise<string | null> => {
      const answer = await api.request(`GET`, path, { headers: { 'accept-encoding': accepted } });
      return answer.headers.get('content-encoding');
    };
    const task = `/api/v1/tasks/${body.id}`;
    expect(await encodingOf(task, 'gzip')).toBe('gzip');
    expect(await encodingOf(task, 'br, gzip')).toBe('br');
    expect(await encodingOf(task, 'identity')).toBeNull();
    expect(await encodingOf('/api/v1/tasks?limit=1&status=timed_out', 'gzip')).toBeNull();
    await api.waitForEnd(body.id);
    expect(await encodingOf(`${task}/events`, 'gzip')).toBeNull();
  });

  it('refuses what the key does not allow, naming the scope', async () => {
    const answer = await submit({ goal: 'May I?' }, { key: stack.keys.read_only });
    expect(answer).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(answer.body.detail).toContain('task:submit');
  });

  it.each([
    ['a blank goal', { goal: '   ' }, ['/goal']],
    ['a goal that is too long', { goal: 'a'.repeat(10_001) }, ['/goal']],
    ['an unknown field', { goal: 'x y z', gaol: 1 }, ['/gaol']],
    ['a wrong type', { goal: 'x y z', budget: { max_tokens: 'many' } }, ['/budget/max_tokens']],
    ['a number out of bounds', { goal: 'x y z', budget: { max_cost_usd: 101 } }, ['/budget/max_cost_usd']],
    ['several mistakes', { goal: '', priority: 'now' }, ['/goal', '/priority']],
  ])('points at %s', async (_, body, expected) => {
    const answer = await submit(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(pointers(answer.body)).toEqual(expect.arrayContaining(expected));
  });

  it('takes a goal of just the longest length', async () => {
    expect((await submit({ goal: 'a'.repeat(10_000) })).status).toBe(202);
  });

  it('refuses malformed, poisoned and bottomless bodies and stays alive', async () => {
    const bottomless = `{"goal":"x","context":${'['.repeat(20_000)}${']'.repeat(20_000)}}`;
    for (const raw of ['{"goal": ', '{"goal":"x y z","__proto__":{"admin":true}}', bottomless])
      expect((await submit(undefined, { raw })).status).toBe(400);
    expect((await api.request('GET', '/health/live', { key: null })).status).toBe(200);
  });

  it('refuses a body that is too large before it has read it, and a stranger before that', async () => {
    const status = (key: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'content-length': 2_500_000,
        };
        const request = httpRequest(
          `${stack.gateway}/api/v1/tasks`,
          { method: 'POST', headers },
          (response) => {
            resolve(response.statusCode);
            request.destroy();
          },
        );
        request.once('error', reject);
        request.write('{"goal":"');
      });
    expect(await status(stack.keys.default)).toBe(413);
    expect(await status('octollm_live_0000000000000000')).toBe(401);
  });

  it('answers wrong media types, paths, methods and ids with problem details', async () => {
    const answers = {
      415: await submit(undefined, { raw: 'goal=x', headers: { 'content-type': 'text/plain' } }),
      404: await api.request('GET', '/api/v1/nothing'),
    };
    for (const [status, answer] of Object.entries(answers))
      expect(answer).toMatchObject({
        status: Number(status),
        body: { status: Number(status), retryable: false },
      });
    for (const path of ["/api/v1/tasks/'%20or%201=1", '/api/v1/tasks/00000000-0000-7000-8000-000000000000'])
      expect((await api.request('GET', path)).status).toBe(404);
    expect((await api.request('PATCH', '/api/v1/tasks', { body: {} })).status).toBe(404);
  });

  it('echoes the request id, tells the limits, and hides its metrics', async () => {
    const answer = await api.request('GET', '/api/v1/tasks', { headers: { 'x-request-id': 'probe-1' } });
    expect(answer.headers.get('x-request-id')).toBe('probe-1');
    expect(answer.headers.get('ratelimit-policy')).toMatch(
      /^"ip";q=\d+;w=\d+, "key";q=\d+;w=\d+, "tenant";q=\d+;w=\d+$/,
    );
    expect(answer.headers.get('ratelimit')).toMatch(/^"key";r=\d+;t=\d+$/);
    expect((await api.request('GET', '/metrics', { key: null })).status).toBe(404);
  });

  it('shows what it depends on to operators only', async () => {
    const [stranger, operator] = [null, stack.keys.admin].map((key) =>
      api.request('GET', '/health', { key }),
    );
    expect((await stranger)?.text).toBe('{"status":"ok"}');
    expect((await operator)?.body).toMatchObject({
      status: 'ok',
      dependencies: { postgres: { status: 'up' }, orchestrator: { status: 'up' } },
    });
  });

  it('describes the API it serves', async () => {
    const { body } = await api.request<{ openapi: string; paths: object }>('GET', '/openapi.json', {
      key: null,
    });
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/api/v1/tasks/{task_id}/events');
  });
});

describe('documents', () => {
  it('are found once indexed, and not after they are deleted', async () => {
    const document = await api.ingest(bridge, { metadata: { title: 'Halden bridge' } });
    const search = () =>
      api.request<SearchResponse>('POST', '/api/v1/search', { body: { query: 'main span of the bridge' } });
    const found = await search();
    expect(found.body.results[0]).toMatchObject({
      document_id: document.id,
      citation: { title: 'Halden bridge' },
    });
    expect(bridge).toContain(found.body.results[0]?.citation.passage ?? 'nothing');

    const foreign = { key: stack.keys.other_tenant };
    expect((await api.request('GET', `/api/v1/documents/${document.id}`, foreign)).status).toBe(404);
    expect((await api.request('DELETE', `/api/v1/documents/${document.id}`, foreign)).status).toBe(404);

    expect((await api.request('DELETE', `/api/v1/documents/${document.id}`)).status).toBe(204);
    expect((await api.request<Document>('GET', `/api/v1/documents/${document.id}`)).status).toBe(404);
    expect((await search()).body.results).toEqual([]);
  });
});

describe('the running services', () => {
  it('are all listed as healthy arms', async () => {
    const { body } = await api.request<ArmList>('GET', '/api/v1/arms', { key: stack.keys.admin });
    const arms = ['coder-arm', 'executor-arm', 'guardian-arm', 'judge-arm', 'planner-arm', 'retriever-arm'];
    expect(Object.fromEntries(body.items.map(({ arm_id, health }) => [arm_id, health]))).toEqual(
      Object.fromEntries(arms.map((arm) => [arm, 'healthy'])),
    );
  });

  it('count what they do, failures included', async () => {
    await api.request<Task>('POST', '/api/v1/tasks', {
      body: { goal: 'Compare what is counted with what is not.' },
      headers: { prefer: 'wait=20' },
    });
    await submit({ goal: '' });
    const metrics = async (service: string) =>
      (await fetch(`${stack.services.get(service)?.metricsUrl}`)).text();
    expect(await metrics('reflex-gateway')).toMatch(
      /http_requests_total\{method="POST",route="\/api\/v1\/tasks",status="400"\} [1-9]/,
    );
    expect(await metrics('orchestrator')).toMatch(/tasks_created_total\{priority="medium"\} [1-9]/);
    // The client may hear of the end before it is counted.
    await expect
      .poll(() => metrics('orchestrator'), { timeout: 10_000 })
      .toMatch(/tasks_completed_total\{status="succeeded"\} [1-9]/);
    expect(await metrics('planner-arm')).toMatch(
      /agent_execution_duration_seconds_count\{.*action="plan".*\} [1-9]/,
    );
  });

  it('log JSON lines without a key, a token or a password in them', () => {
    const secrets = [...Object.values(stack.keys), new URL(stack.databaseUrl).password];
    const lines = stack.lines.filter(({ service }) => stack.services.has(service));
    expect(lines.length).toBeGreaterThan(20);
    for (const { line } of lines) {
      expect(() => JSON.parse(line)).not.toThrow();
      for (const secret of secrets) expect(line).not.toContain(secret);
      expect(line).not.toMatch(/eyJ[\w-]{8,}\./);
    }
  });
});
