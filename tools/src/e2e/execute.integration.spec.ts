import { type ClientRequest, createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecuteResponse, ExecutionEvent, Problem } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serverSentEvents } from '../demo/server-sent-events.ts';
import { Api } from './fixtures/api.ts';
import { startTestStack, type TestStack } from './fixtures/test-stack.ts';

/** Answers `/<ms>/...` after that many milliseconds, and counts. */
class ToolServer {
  readonly #server: Server;
  requests: string[] = [];
  open = 0;
  most = 0;
  /** Paths in the order in which they were answered. */
  answered: string[] = [];
  /** Calls whose connection was closed before their answer. */
  aborted = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      const url = request.url ?? '';
      this.requests.push(url);
      this.open++;
      this.most = Math.max(this.most, this.open);
      response.once('close', () => {
        this.open--;
        if (!response.writableFinished) this.aborted++;
      });
      setTimeout(() => this.#answer(url, response), Number(url.split('/')[1]));
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
  }

  reset(): void {
    this.requests = [];
    this.answered = [];
    this.most = 0;
    this.aborted = 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(url: string, response: ServerResponse): void {
    this.answered.push(url);
    if (!response.destroyed) response.end(url.endsWith('/name') ? 'halden' : url);
  }
}

let stack: TestStack;
let api: Api;
const server = new ToolServer();
await server.listen();

beforeAll(async () => {
  stack = await startTestStack({ EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*' });
  api = new Api(stack);
  // A warm stack: connections are open and the code has been compiled.
  for (let round = 0; round < 40; round++) await execute(five('/0'));
  server.reset();
});
afterEach(() => server.reset());
afterAll(async () => {
  await stack?.stop();
  await server.close();
});

const get = (id: string, path: string, more: object = {}) => ({
  id,
  tool: 'http_get',
  args: { url: server.url(path) },
  ...more,
});

const execute = (tools: readonly object[], more: object = {}) =>
  api.request<ExecuteResponse>('POST', '/execute', { body: { prompt: 'Fetch.', tools, ...more } });

/** A client on a connection of its own, which is to go away. */
const leaving = (path: string, tools: readonly object[]): ClientRequest => {
  const client = request(stack.gateway + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.keys.default}`, 'content-type': 'application/json' },
    agent: false,
  });
  client.on('error', () => undefined);
  client.end(JSON.stringify({ prompt: 'Fetch.', tools }));
  return client;
};

const five = (path = '/500') => [0, 1, 2, 3, 4].map((n) => get(`t${n}`, `${path}/${n}`));

describe('parallel tools', () => {
  it('five 500 ms tools run at the same time: the tool server saw five overlap', async () => {
    const { status, body } = await execute(five(), { max_parallel: 5 });
    expect(status).toBe(200);
    expect(body.results.map(({ id, status: one }) => [id, one])).toEqual(
      five().map(({ id }) => [id, 'succeeded']),
    );
    expect(server.most).toBe(5);
    expect(body.execution_time_ms).toBeGreaterThanOrEqual(500);
  });

  it('sequential mode takes >= 2,500 ms', async () => {
    const { body } = await execute(five(), { max_parallel: 1 });
    expect(server.most).toBe(1);
    expect(body.execution_time_ms).toBeGreaterThanOrEqual(2_500);
  });

  it('a hundred run with no more in flight than max_parallel', async () => {
    const tools = Array.from({ length: 100 }, (_, n) => get(`t${n}`, `/50/${n}`));
    const { body } = await execute(tools, { max_parallel: 25 });
    expect(body.results.every(({ status }) => status === 'succeeded')).toBe(true);
    expect(body.tools_executed).toBe(100);
    expect(server.most).toBe(25);
  });
});

describe('dependencies and chaining', () => {
  it('a child starts when its own parents end, not when a wave ends', async () => {
    const { body } = await execute([
      get('slow', '/1000'),
      get('fast', '/50/name'),
      get('child', `/50/{{steps.fast.output.body}}`, { depends_on: ['fast'] }),
    ]);
    expect(body.results.map(({ status }) => status)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(server.answered).toEqual(['/50/name', '/50/halden', '/1000']);
  });

  it('a failed parent marks descendants skipped', async () => {
    const { body } = await execute([
      { id: 'bad', tool: 'shell', args: { command: 'ls' } },
      get('child', '/0', { depends_on: ['bad'] }),
      get('grandchild', '/0', { depends_on: ['child'] }),
    ]);
    expect(body).toMatchObject({
      degraded: true,
      tools_executed: 1,
      results: [
        { status: 'failed', error: { code: 'tool_unavailable', category: 'policy' } },
        { status: 'skipped', error: { code: 'dependency_failed' } },
        { status: 'skipped', error: { code: 'dependency_failed' } },
      ],
    });
    expect(server.requests).toEqual([]);
  });

  it.each([
    [
      'a cycle',
      [get('a', '/0', { depends_on: ['b'] }), get('b', '/0', { depends_on: ['a'] })],
      '/tools/0/depends_on',
    ],
    ['a missing dependency', [get('a', '/0', { depends_on: ['z'] })], '/tools/0/depends_on/0'],
    ['an id that comes twice', [get('a', '/0'), get('a', '/0')], '/tools/1/id'],
    ['an unknown tool', [{ tool: 'teleport', args: {} }], '/tools/0/tool'],
    ['too many tools', Array.from({ length: 101 }, (_, n) => get(`t${n}`, '/0')), '/tools'],
  ])('%s is 400 with a pointer', async (_name, tools, pointer) => {
    const { status, body } = await api.request<Problem>('POST', '/execute', {
      body: { prompt: 'Fetch.', tools },
    });
    expect(status).toBe(400);
    expect(body.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(server.requests).toEqual([]);
  });

  it('speculation and a prompt alone are refused, not ignored', async () => {
    expect((await execute([get('a', '/0')], { enable_speculation: true })).status).toBe(422);
    expect((await execute([])).status).toBe(422);
  });

  it('needs the scope task:submit', async () => {
    const answer = await api.request('POST', '/execute', {
      body: { prompt: 'Fetch.', tools: [get('a', '/0')] },
      key: stack.keys.read_only,
    });
    expect(answer.status).toBe(403);
  });
});

describe('timeouts', () => {
  it('at the deadline finished results come back as partial, the rest is aborted, and no side effect ran twice', async () => {
    const { status, body } = await execute([get('done', '/10/done'), get('slow', '/10000/slow')], {
      timeout_ms: 1_000,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      degraded: true,
      results: [
        { id: 'done', status: 'succeeded', output: { body: '/10/done' } },
        { id: 'slow', status: 'timed_out', output: null, error: { category: 'timeout' } },
      ],
    });
    await expect.poll(() => server.aborted, { timeout: 1_000 }).toBe(1);
    expect(server.requests).toHaveLength(2);
  });

  it('a tool is cut off at its own, and the others go on', async () => {
    const { body } = await execute([get('slow', '/5000', { timeout_ms: 100 }), get('ok', '/300')]);
    expect(body.results).toMatchObject([{ status: 'timed_out', attempts: 1 }, { status: 'succeeded' }]);
    await expect.poll(() => server.open, { timeout: 1_000 }).toBe(0);
    expect(server.requests).toHaveLength(2);
  });

  it('a client that goes away aborts everything, down to the calls of the tools', async () => {
    const client = leaving('/execute', [...five('/20000'), get('later', '/0', { depends_on: ['t0'] })]);
    await expect.poll(() => server.open, { timeout: 5_000 }).toBe(5);
    client.destroy();
    await expect.poll(() => server.aborted, { timeout: 1_000 }).toBe(5);
    await sleep(200);
    expect(server.requests).toHaveLength(5);
  });
});

describe('the stream', () => {
  const stream = async (tools: readonly object[]) => {
    const response = await fetch(`${stack.gateway}/orchestrator/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stack.keys.default}`, 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'Fetch.', tools }),
      signal: AbortSignal.timeout(30_000),
    });
    if (response.body === null) throw new Error('There is no stream.');
    return { response, events: serverSentEvents(response.body) };
  };

  it('tells of every tool as it starts and ends, and ends with the whole', async () => {
    const { response, events } = await stream([
      get('slow', '/400'),
      get('fast', '/50'),
      { id: 'bad', tool: 'shell', args: {} },
      get('child', '/0', { depends_on: ['bad'] }),
    ]);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const seen: ExecutionEvent[] = [];
    for await (const { event, data } of events) {
      const parsed = JSON.parse(data) as ExecutionEvent;
      expect(event).toBe(parsed.type);
      seen.push(parsed);
    }
    const told = seen.map((event) =>
      event.type === 'tool_started'
        ? `${event.id} started`
        : event.type === 'execution_complete'
          ? event.type
          : `${event.result.id} ${event.result.status}`,
    );
    expect(told.slice(0, 3)).toEqual(['slow started', 'fast started', 'bad started']);
    expect(told.slice(3, 5).toSorted()).toEqual(['bad failed', 'child skipped']);
    expect(told.slice(5)).toEqual(['fast succeeded', 'slow succeeded', 'execution_complete']);
  });

  it('aborts everything when its reader goes away', async () => {
    const client = leaving('/orchestrator/stream', five('/20000'));
    await expect.poll(() => server.open, { timeout: 5_000 }).toBe(5);
    client.destroy();
    await expect.poll(() => server.aborted, { timeout: 1_000 }).toBe(5);
  });
});
