import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeadlineExceededError, UnavailableError } from '@octollm/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { formatTraceparent, withContext } from '../context/index.ts';
import { type AnswerLimits, ServiceClient } from './service-client.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const opened: { server: Server; client: ServiceClient }[] = [];

/** A server that answers as told, and a client for it. */
const serve = async (
  handler: Handler,
  limits?: AnswerLimits,
): Promise<{ server: Server; client: ServiceClient }> => {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new ServiceClient(
    'planner-arm',
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    limits,
  );
  opened.push({ server, client });
  return { server, client };
};

afterEach(async () => {
  for (const { server, client } of opened.splice(0)) {
    await client.close();
    server.closeAllConnections();
    server.close();
  }
});

const read = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};
const echo: Handler = (request, response) => {
  void read(request).then((body) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, headers, body }));
  });
};

describe('calling a service', () => {
  it('waits for the answer to a stream since its last byte', async () => {
    const { client } = await serve(echo);
    const parts = async function* (): AsyncGenerator<string> {
      for (let part = 0; part < 6; part++) {
        await sleep(200);
        yield String(part);
      }
    };
    const sent = client.request({
      method: 'POST',
      path: '/',
      body: Readable.from(parts(), { objectMode: false }),
      timeoutMs: 1_000,
    });
    expect(await (await sent).body.json()).toMatchObject({ body: '012345' });
    const stuck = new Readable({ read: () => undefined });
    await expect(client.request({ method: 'POST', path: '/', body: stuck, timeoutMs: 50 })).rejects.toThrow(
      DeadlineExceededError,
    );
  });

  it('sends objects as JSON, texts as they are, and gives the answer', async () => {
    const { client } = await serve(echo);
    const sent = await client.request({ method: 'POST', path: '/plan?a=1', body: { goal: 'x' } });
    expect(sent.statusCode).toBe(200);
    expect(await sent.body.json()).toMatchObject({
      method: 'POST',
      url: '/plan?a=1',
      body: '{"goal":"x"}',
      headers: { 'content-type': 'application/json' },
    });
    const text = await client.request({
      method: 'POST',
      path: '/',
      body: 'plain',
      headers: { 'content-type': 'text/x' },
    });
    expect(await text.body.json()).toMatchObject({ body: 'plain', headers: { 'content-type': 'text/x' } });
    const empty = await client.request({ method: 'DELETE', path: '/' });
    expect(await empty.body.json()).not.toHaveProperty('headers.content-type');
  });

  it('takes the id and the trace of the current request along, and none outside of one', async () => {
    const { client } = await serve(echo);
    const trace = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), sampled: true };
    const inside = await withContext({ requestId: 'r-7', trace }, () =>
      client.request({ method: 'GET', path: '/' }),
    );
    expect(await inside.body.json()).toMatchObject({
      headers: { 'x-request-id': 'r-7', traceparent: formatTraceparent(trace) },
    });
    const outside = await client.request({ method: 'GET', path: '/' });
    expect(await outside.body.json()).not.toHaveProperty('headers.traceparent');
  });

  it('gives the answer whatever its status is', async () => {
    const { client } = await serve((_request, response) => response.writeHead(500).end('broken'));
    const { statusCode, body } = await client.request({ method: 'GET', path: '/' });
    expect(statusCode).toBe(500);
    expect(await body.text()).toBe('broken');
  });

  it('fails with DeadlineExceededError when the head of the answer is late', async () => {
    const { client } = await serve(() => undefined);
    const call = client.request({ method: 'GET', path: '/', timeoutMs: 30 });
    await expect(call).rejects.toBeInstanceOf(DeadlineExceededError);
    await expect(call).rejects.toThrow('planner-arm did not answer in time');
  });

  it('lets a stream go on after its head has come in time', async () => {
    const { client } = await serve((_request, response) => {
      response.write('a');
      setTimeout(() => response.end('b'), 80);
    });
    const { body } = await client.request({ method: 'GET', path: '/', timeoutMs: 40 });
    expect(await body.text()).toBe('ab');
  });

  it('fails with DeadlineExceededError when the body of an answer stops before its end', async () => {
    const { client } = await serve((_request, response) => void response.write('a'));
    const { body } = await client.request({ method: 'GET', path: '/', bodyTimeoutMs: 30 });
    const reading = body.text();
    await expect(reading).rejects.toBeInstanceOf(DeadlineExceededError);
    await expect(reading).rejects.toThrow('planner-arm began to answer and did not go on');
  });

  it.each([
    ['the request says so', 60_000, 20],
    ['it may not and the request says nothing', 20, undefined],
  ])('breaks the body of a foreign answer off that pauses for too long, when %s', async (_, most, asked) => {
    const limits = { maxAnswerBytes: 1_000, bodyTimeoutMs: most };
    const { client } = await serve((_request, response) => void response.write('a'), limits);
    const request = {
      method: 'GET',
      path: '/',
      ...(asked === undefined ? {} : { bodyTimeoutMs: asked }),
    } as const;
    const { body } = await client.request(request);
    await expect(body.text()).rejects.toMatchObject({ code: 'UND_ERR_BODY_TIMEOUT' });
  });

  it('waits for a body that goes on, however long it takes as a whole', async () => {
    const { client } = await serve((_request, response) => {
      response.write('a');
      const timer = setInterval(() => response.write('b'), 20);
      setTimeout(() => {
        clearInterval(timer);
        response.end('c');
      }, 900);
    });
    const { body } = await client.request({ method: 'GET', path: '/', bodyTimeoutMs: 400 });
    expect(await body.text()).toMatch(/^ab+c$/);
  });

  it.each([
    ['an event stream', { 'content-type': 'text/event-stream; charset=utf-8' }, 30],
    ['a call that sets no timeout', {}, 0],
  ])('lets %s pause for as long as it wants', async (_what, headers, bodyTimeoutMs) => {
    const { client } = await serve((_request, response) => {
      response.writeHead(200, headers).write('a');
      setTimeout(() => response.end('b'), 200);
    });
    const { body } = await client.request({ method: 'GET', path: '/', bodyTimeoutMs });
    expect(await body.text()).toBe('ab');
  });

  it('is not broken off because its reader is slow', async () => {
    const large = Buffer.alloc(4 * 1_048_576, 'x');
    const { client } = await serve((_request, response) => response.end(large));
    const { body } = await client.request({ method: 'GET', path: '/', bodyTimeoutMs: 100 });
    await sleep(400);
    expect(await body.text()).toHaveLength(large.length);
  });

  it('fails with UnavailableError when nobody listens, or the connection breaks', async () => {
    const { server, client } = await serve((request) => request.socket.destroy());
    const broken = client.request({ method: 'POST', path: '/', body: {} });
    await expect(broken).rejects.toBeInstanceOf(UnavailableError);
    await expect(broken).rejects.toMatchObject({ retryAfter: 1, retryable: true });
    server.close();
    await once(server, 'close');
    await expect(client.request({ method: 'GET', path: '/' })).rejects.toBeInstanceOf(UnavailableError);
  });

  it('lets calls in flight end when it is retired, and takes no new ones', async () => {
    const { client } = await serve((_request, response) => {
      setTimeout(() => response.end('late'), 80);
    });
    const call = client.request({ method: 'GET', path: '/' });
    await sleep(20);
    const retired = client.retire();
    const { body } = await call;
    expect(await body.text()).toBe('late');
    await retired;
    await expect(client.request({ method: 'GET', path: '/' })).rejects.toBeInstanceOf(UnavailableError);
  });

  it('is aborted by its signal with the reason of it, down to the connection', async () => {
    let closed = false;
    const { client } = await serve((request) => request.socket.once('close', () => (closed = true)));
    const abort = new AbortController();
    const call = client.request({ method: 'GET', path: '/', signal: abort.signal });
    await sleep(20);
    const reason = new Error('cancelled');
    abort.abort(reason);
    await expect(call).rejects.toBe(reason);
    await expect.poll(() => closed).toBe(true);
  });

  it('is not begun when its signal was aborted before', async () => {
    let calls = 0;
    const { client } = await serve((_request, response) => {
      calls++;
      response.end();
    });
    const call = client.request({
      method: 'GET',
      path: '/',
      signal: AbortSignal.abort(new Error('too late')),
    });
    await expect(call).rejects.toThrow('too late');
    expect(calls).toBe(0);
  });
});

describe('asking whether a service is ready', () => {
  it('succeeds when it says so and fails otherwise', async () => {
    let status = 200;
    const paths: (string | undefined)[] = [];
    const { client } = await serve((request, response) => {
      paths.push(request.url);
      response.writeHead(status).end('{}');
    });
    await expect(client.checkReady()).resolves.toBeUndefined();
    status = 503;
    await expect(client.checkReady()).rejects.toThrow('planner-arm is not ready');
    expect(paths).toEqual(['/health/ready', '/health/ready']);
  });

  it('fails when the answer never ends', async () => {
    const { client } = await serve((_request, response) => void response.write('{'));
    const asked = client.checkReady();
    await expect(asked).rejects.toBeInstanceOf(UnavailableError);
    await expect(asked).rejects.toThrow('planner-arm is not ready');
  });
});
