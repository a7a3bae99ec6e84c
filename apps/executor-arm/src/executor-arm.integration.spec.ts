import { createHash } from 'node:crypto';
import { type RunningArm, startArm } from '@octollm/arm-testing';
import { executorArm } from '@octollm/catalogue';
import type { ArmCapability } from '@octollm/contracts';
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
  arm = await startArm(executorArm, { EXECUTOR_HTTP_ALLOWLIST: '127.0.0.1:*', EXECUTOR_SANDBOX: 'wasm' });
});
afterAll(async () => {
  await arm.stop();
  await server.stop();
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
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

  it('posts to an address that the allow-list opens', async () => {
    const args = { url: server.url('/p'), body: 'text' };
    expect(await arm.act('/execute', execute('http_post', args))).toMatchObject({
      success: true,
      output: { status: 200 },
    });
  });

  it('runs code in the sandbox, and says what was run and what came of it by their hashes', async () => {
    const code = "console.log('a'); console.error('b');";
    const response = await arm.act('/execute', execute('javascript', { code }));
    expect(response).toMatchObject({
      success: true,
      output: {
        exit_code: 0,
        signal: null,
        stdout: 'a\n',
        stderr: 'b\n',
        sandbox: 'wasm',
        command_sha256: sha256(JSON.stringify(['javascript', code, '', []])),
        output_sha256: sha256('a\nb\n'),
      },
      usage: { tool_calls: 1 },
      warnings: [],
    });
  });

  it('stops a run at the deadline of the call', async () => {
    const call = execute('javascript', { code: 'for (;;);', timeout_seconds: 300 });
    const response = await arm.act('/execute', { ...call, deadlineMs: 500 });
    expect(response.error).toMatchObject({ code: 'deadline_exceeded', category: 'timeout' });
  });

  it('refuses a command that needs a shell, and one for which it has no sandbox', async () => {
    const refused = await arm.act('/execute', execute('shell', { command: 'ls; id' }));
    expect(refused.error).toMatchObject({ code: 'metacharacters_refused', category: 'policy' });
    const unavailable = await arm.act('/execute', execute('shell', { command: 'ls' }));
    expect(unavailable.error).toMatchObject({ code: 'tool_unavailable', category: 'policy' });
    expect(unavailable.error?.message).toMatch(/no sandbox for it\. An operator finds the reason/);
  });

  it('tells what each tool takes and how far it can be trusted', async () => {
    const { input_schema } = (await (await fetch(`${arm.url}/capabilities`)).json()) as ArmCapability;
    expect(input_schema).toMatchObject({
      execute: {
        oneOf: expect.arrayContaining([
          expect.objectContaining({
            properties: expect.objectContaining({ tool: { const: 'shell' } }),
            'x-risk': 'high',
            'x-read-only': false,
            'x-idempotent': true,
          }),
        ]),
      },
    });
  });

  it.each([
    ['http_get', {}],
    ['http_get', { url: 'nonsense' }],
    ['http_get', { url: 'https://a.example/', method: 'POST' }],
    ['http_post', { url: 'https://a.example/', body: 1 }],
    ['python', { code: '' }],
    ['python', { code: 'pass', timeout_seconds: 301 }],
    ['shell', { command: 'ls', program: 'ls' }],
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

  it('does not start with a sandbox that cannot start, and says why', async () => {
    const settings = { EXECUTOR_SANDBOX: 'bubblewrap', EXECUTOR_BWRAP: '/nowhere/bwrap' };
    await expect(startArm(executorArm, settings)).rejects.toThrow(/EXECUTOR_SANDBOX is bubblewrap/);
  });
});
