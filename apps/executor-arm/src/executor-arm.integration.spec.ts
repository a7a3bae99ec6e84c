import { type RunningArm, startArm } from '@octollm/arm-testing';
import { executorArm } from '@octollm/catalogue';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalServer } from './http/local-server.fixture.ts';

let arm: RunningArm;
let server: LocalServer;
let open = 0;
beforeAll(async () => {
  server = await LocalServer.start((request, response) => {
    open += 1;
    response.on('close', () => (open -= 1));
    if (request.url === '/slow') return;
    response.end(JSON.stringify({ url: request.url }));
  });
  arm = await startArm(executorArm, { EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*' });
});
afterAll(async () => {
  await arm.stop();
  await server.stop();
});

const execute = (tool: string, args: unknown) => ({ action: 'execute', input: { tool, args } });
const get = (url: string) => execute('http_get', { url });

describe('the executor arm', () => {
  it('fetches an address that the allow-list opens', async () => {
    expect(await arm.act('/execute', get(server.url('/a')))).toMatchObject({
      success: true,
      output: { status: 200, body: '{"url":"/a"}', truncated: false },
      usage: { tool_calls: 1 },
      provenance: { arm: 'executor-arm', sources: [server.url('/a')] },
    });
  });

  it('refuses what is neither public nor opened', async () => {
    expect(await arm.act('/execute', get(`http://[::1]:${server.port}/`))).toMatchObject({
      success: false,
      error: { code: 'address_refused', category: 'policy', retryable: false },
    });
  });

  it.each(['shell', 'python', 'javascript', 'http_post'])('says that %s is not available', async (tool) => {
    const response = await arm.act('/execute', execute(tool, {}));
    expect(response.error).toMatchObject({ code: 'tool_unavailable', category: 'policy' });
    expect(response.error?.message).toContain(`The tool ${tool} is not available`);
  });

  it.each([
    ['http_get', {}],
    ['http_get', { url: 'nonsense' }],
    ['http_get', { url: 'https://a.example/', method: 'POST' }],
    ['no_such_tool', {}],
  ])('points at arguments that are wrong: %s %j', async (tool, args) => {
    expect((await arm.act('/execute', execute(tool, args))).error).toMatchObject({
      category: 'invalid_input',
    });
  });

  it('gives up at the deadline', async () => {
    const response = await arm.act('/execute', { ...get(server.url('/slow')), deadlineMs: 300 });
    expect(response.error).toMatchObject({ code: 'deadline_exceeded', category: 'timeout' });
    await expect.poll(() => open).toBe(0);
  });

  it('closes the connection when the caller goes away', async () => {
    const controller = new AbortController();
    const call = arm.post('/execute', { ...get(server.url('/slow')), signal: controller.signal });
    await expect.poll(() => open).toBe(1);
    controller.abort();
    await expect(call).rejects.toThrow(/abort/);
    await expect.poll(() => open).toBe(0);
  });

  it('answers 401 without a token and 403 to a token for another action', async () => {
    expect((await arm.post('/execute', get(server.url('/')), null)).status).toBe(401);
    expect((await arm.post('/execute', { ...get(server.url('/')), allowed: ['check'] })).status).toBe(403);
  });

  it('does not start with an allow-list that it cannot read', async () => {
    await expect(startArm(executorArm, { EXECUTOR_HTTP_ALLOWLIST: 'http://a' })).rejects.toThrow(
      /Write host:port/,
    );
  });
});
