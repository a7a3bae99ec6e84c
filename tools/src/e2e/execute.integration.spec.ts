import { type ClientRequest, createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressSetting, plannerArm } from '@octollm/catalogue';
import type { ExecuteResponse, ExecutionEvent, Problem } from '@octollm/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { serverSentEvents } from '../demo/server-sent-events.ts';
import { Api } from './fixtures/api.ts';
import { startTestStack, type TestStack } from './fixtures/test-stack.ts';
import { type PlannedTool, toolPlan } from './fixtures/tool-plan.ts';
import { WatchedService } from './fixtures/watched-service.ts';

/** Answers `/<ms>/...` after that many milliseconds, and counts. */
class ToolServer {
  readonly #server: Server;
  requests: string[] = [];
  methods: unknown[] = [];
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
      this.methods.push(request.method);
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
    this.methods = [];
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
/** In front of the planner, which has no plans with tools: it answers in its place where a test says so. */
const planner = new WatchedService(() => stack.services.get(plannerArm.name)?.url ?? '');

beforeAll(async () => {
  await planner.listen();
  stack = await startTestStack({
    EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*',
    [addressSetting(plannerArm.name)]: planner.url,
  });
  api = new Api(stack);
  // A warm stack: connections are open and the code has been compiled.
  for (let round = 0; round < 40; round++) await execute(five('/0'));
  server.reset();
});
afterEach(() => {
  server.reset();
  planner.watch = {};
  planner.calls.length = 0;
});
afterAll(async () => {
  await stack?.stop();
  await planner.close();
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
const leaving = (path: string, tools: readonly object[], more: object = {}): ClientRequest => {
  const client = request(stack.gateway + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.keys.default}`, 'content-type': 'application/json' },
    agent: false,
  });
  client.on('error', () => undefined);
  client.end(JSON.stringify({ prompt: 'Fetch.', tools, ...more }));
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
    const tools = Array.from({ length: 100 }, (_, n) => get(`t${n}`, `/300/${n}`));
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
      { id: 'bad', tool: 'shell', args: { command: 'ls; id' } },
      get('child', '/0', { depends_on: ['bad'] }),
      get('grandchild', '/0', { depends_on: ['child'] }),
    ]);
    expect(body).toMatchObject({
      degraded: true,
      tools_executed: 1,
      results: [
        { status: 'failed', error: { code: 'metacharacters_refused', category: 'policy' } },
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

  it('needs the scope task:submit', async () => {
    const answer = await api.request('POST', '/execute', {
      body: { prompt: 'Fetch.', tools: [get('a', '/0')] },
      key: stack.keys.read_only,
    });
    expect(answer.status).toBe(403);
  });
});

/** Sends a prompt without tools. */
const ask = <Body = ExecuteResponse>(prompt: string, more: object = {}) =>
  api.request<Body>('POST', '/execute', { body: { prompt, ...more } });

const plannedGet = (id: string, path: string, more: Partial<PlannedTool> = {}): PlannedTool => ({
  id,
  tool: 'http_get',
  args: { url: server.url(path) },
  ...more,
});

/** What a counter of the orchestrator has come to. */
const counted = async (name: string, labels: string): Promise<number> => {
  const text = await (await fetch(stack.services.get('orchestrator')?.metricsUrl ?? '')).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name}{${labels}} `));
  return Number(line?.split(' ').at(-1) ?? 0);
};
const speculations = async () => ({
  used: await counted('tool_speculations_total', 'outcome="used"'),
  wasted: await counted('tool_speculations_total', 'outcome="wasted"'),
});

describe('tools chosen from the prompt', () => {
  it('are those of the plan of the planner arm, which is told of the executor alone', async () => {
    const prompt = `Who is named at ${server.url('/50/name')}?`;
    planner.watch = {
      answers: () =>
        toolPlan([
          plannedGet('name', '/50/name'),
          plannedGet('page', '/0/{{steps.name.output.body}}', { depends_on: ['name'] }),
        ]),
    };
    const { status, body } = await ask(prompt);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { id: 'name', tool: 'http_get', status: 'succeeded', output: { body: 'halden' } },
      { id: 'page', status: 'succeeded', output: { body: '/0/halden' } },
    ]);
    expect(server.requests).toEqual(['/50/name', '/0/halden']);
    expect(planner.calls).toMatchObject([
      { request: { action: 'plan', input: { goal: prompt, arms: [{ arm_id: 'executor-arm' }] } } },
    ]);
  });

  it('are the addresses that it spells out, by the rules of the planner arm, with speculation or without', async () => {
    for (const enable_speculation of [false, true]) {
      server.reset();
      const prompt = `Fetch ${server.url('/50/one')} and ${server.url('/50/two')}.`;
      const { status, body } = await ask(prompt, { enable_speculation });
      expect(status).toBe(200);
      expect(body.results).toMatchObject([
        { tool: 'http_get', status: 'succeeded', output: { body: '/50/one' } },
        { tool: 'http_get', status: 'succeeded', output: { body: '/50/two' } },
      ]);
      expect(server.requests.toSorted()).toEqual(['/50/one', '/50/two']);
    }
  });

  it.each(['When was the Halden bridge opened?', 'Fetch the news.', 'Write a poem.'])(
    'are none when the planner plans none: 422 that says to name them (%s)',
    async (prompt) => {
      for (const path of ['/execute', '/orchestrator/stream']) {
        const { status, body } = await api.request<Problem>('POST', path, { body: { prompt } });
        expect(status).toBe(422);
        expect(body.detail).toContain('Name the tools');
        expect(body.errors).toMatchObject([{ pointer: '/tools' }]);
      }
    },
  );

  it('are not waited for longer than the request has time: 504', async () => {
    planner.watch = { before: () => sleep(1_500), answers: () => toolPlan([plannedGet('a', '/0')]) };
    expect((await ask('Fetch.', { timeout_ms: 1_000 })).status).toBe(504);
    expect(server.requests).toEqual([]);
  });
});

describe('speculation', () => {
  it('right prediction: the tool ran once and latency is that of the slower of planner and tool', async () => {
    const before = await speculations();
    const calls = await counted('tool_calls_total', 'tool="http_get",outcome="succeeded"');
    const planned = { answeredBefore: 0, open: 0 };
    // The planner answers while the tool runs: the tool is the slower one.
    planner.watch = {
      before: async () => {
        await expect.poll(() => server.open, { timeout: 10_000 }).toBe(1);
      },
      answers: () => {
        Object.assign(planned, { answeredBefore: server.answered.length, open: server.open });
        return toolPlan([plannedGet('get', '/1500/slow')]);
      },
    };
    const slowTool = await ask(`Fetch ${server.url('/1500/slow')}.`, { enable_speculation: true });
    expect(planned).toEqual({ answeredBefore: 0, open: 1 });
    expect(slowTool.body).toMatchObject({
      tools_executed: 1,
      degraded: false,
      results: [{ id: 'get', status: 'succeeded', output: { body: '/1500/slow' }, attempts: 1 }],
    });
    expect(server.requests).toEqual(['/1500/slow']);

    // The tool has answered by the time the planner does: nothing is left to wait for.
    planner.watch = {
      before: async () => {
        await expect.poll(() => server.answered, { timeout: 10_000 }).toContain('/0/fast');
      },
      answers: () => toolPlan([plannedGet('get', '/0/fast')]),
    };
    const slowPlanner = await ask(`Fetch ${server.url('/0/fast')}.`, { enable_speculation: true });
    expect(slowPlanner.body.results).toMatchObject([{ status: 'succeeded', output: { body: '/0/fast' } }]);
    expect(server.requests).toEqual(['/1500/slow', '/0/fast']);
    expect(await speculations()).toEqual({ used: before.used + 2, wasted: before.wasted });
    expect(await counted('tool_calls_total', 'tool="http_get",outcome="succeeded"')).toBe(calls + 2);
  });

  it('wrong: aborted and counted; only read-only tools are ever speculated', async () => {
    const before = await speculations();
    const aborted = await counted('tool_calls_total', 'tool="http_get",outcome="aborted"');
    const wrong = server.url('/20000/wrong');
    planner.watch = {
      before: async () => {
        await expect.poll(() => server.open, { timeout: 10_000 }).toBe(1);
      },
      answers: () => toolPlan([plannedGet('other', '/0/other')]),
    };
    const { body } = await ask(`POST {"x": 1} to ${wrong} and delete what was there.`, {
      enable_speculation: true,
    });
    expect(body.results).toMatchObject([{ id: 'other', status: 'succeeded' }]);
    await expect.poll(() => server.aborted, { timeout: 5_000 }).toBe(1);
    expect(server.requests).toEqual(['/20000/wrong', '/0/other']);
    expect(server.methods).toEqual(['GET', 'GET']);
    expect(await speculations()).toEqual({ used: before.used, wasted: before.wasted + 1 });
    expect(await counted('tool_calls_total', 'tool="http_get",outcome="aborted"')).toBe(aborted + 1);
  });

  it('what is predicted is not run when it is not asked for', async () => {
    planner.watch = { before: () => sleep(200), answers: () => toolPlan([plannedGet('b', '/0/b')]) };
    await ask(`Fetch ${server.url('/0/a')}.`);
    expect(server.requests).toEqual(['/0/b']);
  });

  it('named tools wait for what they depend on, with and without it', async () => {
    const { body } = await execute([get('a', '/200/a'), get('b', '/0/b', { depends_on: ['a'] })], {
      prompt: `Fetch ${server.url('/0/b')}.`,
      enable_speculation: true,
    });
    expect(body.degraded).toBe(false);
    expect(server.answered).toEqual(['/200/a', '/0/b']);
    expect(planner.calls).toEqual([]);
  });

  it('a client that goes away while the planner is asked aborts what was begun', async () => {
    planner.watch = { before: () => sleep(3_000), answers: () => toolPlan([plannedGet('a', '/20000/a')]) };
    const client = leaving('/execute', [], {
      prompt: `Fetch ${server.url('/20000/a')}.`,
      enable_speculation: true,
    });
    await expect.poll(() => server.open, { timeout: 5_000 }).toBe(1);
    client.destroy();
    await expect.poll(() => server.aborted, { timeout: 2_000 }).toBe(1);
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
