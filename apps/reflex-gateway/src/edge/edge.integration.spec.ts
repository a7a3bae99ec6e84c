import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningGateway } from '../openai/fixtures/running-gateway.ts';

const page = 'https://app.example';
const failedKeysPerMinute = 5;

let orchestrator: Server;
let answer: RequestListener = (_request, response) => response.end();
let gateway: RunningGateway;
const lines: string[] = [];

beforeAll(async () => {
  orchestrator = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(orchestrator, 'listening');
  gateway = await RunningGateway.start({
    lines,
    variables: {
      ORCHESTRATOR_URL: `http://127.0.0.1:${(orchestrator.address() as AddressInfo).port}`,
      GATEWAY_CORS_ORIGINS: page,
      GATEWAY_IP_FAILED_KEYS_PER_MINUTE: String(failedKeysPerMinute),
      GATEWAY_IP_REQUESTS_PER_MINUTE: '60',
      GATEWAY_IP_BURST: '40',
    },
  });
});
afterAll(async () => {
  await gateway?.close();
  orchestrator.closeAllConnections();
  orchestrator.close();
});

const ask = (path: string, { method = 'GET', headers = {} }: Ask = {}): Promise<Response> =>
  fetch(gateway.url + path, { method, headers: { connection: 'close', ...headers } });
interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}
const asCaller = (): Record<string, string> => ({ authorization: `Bearer ${gateway.key}` });

describe('the edge of the gateway', () => {
  it.each(['/v1/models', '/api/v1/tasks', '/health', '/openapi.json'])('has no HEAD %s', async (path) => {
    expect((await ask(path, { method: 'HEAD' })).status).toBe(404);
  });

  it('tells browsers who may read an answer, whatever the orchestrator says of its own', async () => {
    answer = (_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json', vary: 'accept-encoding' }).end('{}');
    const { headers } = await ask('/api/v1/tasks', { headers: { ...asCaller(), origin: page } });
    expect(headers.get('access-control-allow-origin')).toBe(page);
    expect(headers.get('vary')?.toLowerCase().split(', ').toSorted()).toEqual(['accept-encoding', 'origin']);
    const preflight = await ask('/api/v1/tasks', {
      method: 'OPTIONS',
      headers: { origin: page, 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
  });

  it('lets go of the orchestrator when a client leaves that waits, and calls that no failure', async () => {
    const left = new Promise<void>((resolve) => {
      answer = (request) => void request.socket.once('close', () => resolve());
    });
    const asked = once(orchestrator, 'request');
    const client = new AbortController();
    const waiting = fetch(`${gateway.url}/api/v1/tasks`, { headers: asCaller(), signal: client.signal });
    await asked;
    client.abort();
    await expect(waiting).rejects.toThrow('aborted');
    await left;
    await expect.poll(() => lines.some((line) => line.includes('"status":499'))).toBe(true);
    await ask('/health/live');
    expect(lines.filter((line) => line.includes('a request failed'))).toEqual([]);
  });

  it('describes itself again only to who does not know it yet', async () => {
    const first = await ask('/openapi.json');
    expect(first.headers.get('content-type')).toContain('application/json');
    expect(await first.json()).toMatchObject({ openapi: '3.1.0' });
    const etag = first.headers.get('etag') ?? '';
    for (const known of [etag, `"other", W/${etag}`, '*']) {
      const again = await ask('/openapi.json', { headers: { 'if-none-match': known } });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect((await ask('/openapi.json', { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('counts wrong keys that ask for its health as wrong keys, and goes on telling others', async () => {
    expect((await ask('/health', { headers: asCaller() })).status).toBe(200);
    const guess = async (n: number): Promise<number> => {
      const headers = { authorization: `Bearer octollm_live_${String(n).padStart(43, '0')}` };
      return (await ask('/health', { headers })).status;
    };
    const statuses: number[] = [];
    for (let n = 0; n < failedKeysPerMinute + 2; n++) statuses.push(await guess(n));
    expect(statuses).toEqual([...Array.from({ length: failedKeysPerMinute }, () => 200), 429, 429]);
    expect((await ask('/health')).status).toBe(200);
    expect((await ask('/health', { headers: asCaller() })).status).toBe(200);
  });

  it('limits how often an address may ask for the description', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 60 }, async () => {
        const response = await ask('/openapi.json');
        await response.arrayBuffer();
        return response.status;
      }),
    );
    expect(statuses).toContain(429);
  });
});
