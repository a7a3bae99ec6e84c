import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ForbiddenError, UnprocessableError } from '@octollm/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EndpointAllowlist } from './endpoint-allowlist.ts';
import { ForeignClients } from './foreign-clients.ts';

const clientsFor = (...patterns: string[]) =>
  new ForeignClients(new EndpointAllowlist('X_ALLOWLIST', patterns));

let server: Server;
let port: number;
const paths: (string | undefined)[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    paths.push(request.url);
    if (request.url === '/moved') response.writeHead(307, { location: '/elsewhere' }).end();
    else response.end(request.url?.endsWith('/large') ? Buffer.alloc(17 * 1_048_576) : '{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('the client for a foreign endpoint', () => {
  it('calls below the path of the endpoint', async () => {
    const client = clientsFor('127.0.0.1:*').to('weather', `http://127.0.0.1:${port}/arms/weather/`);
    const { body } = await client.request({ method: 'GET', path: '/forecast' });
    await body.dump();
    expect(paths).toEqual(['/arms/weather/forecast']);
    expect(client.origin).toBe(`http://127.0.0.1:${port}`);
    await client.close();
  });

  it('does not follow redirects, which could lead anywhere', async () => {
    const client = clientsFor('127.0.0.1:*').to('weather', `http://127.0.0.1:${port}`);
    const { statusCode, body } = await client.request({ method: 'GET', path: '/moved' });
    await body.dump();
    expect(statusCode).toBe(307);
    expect(paths).not.toContain('/elsewhere');
    await client.close();
  });

  it('reads no more than 16 MiB', async () => {
    const client = clientsFor('127.0.0.1:*').to('weather', `http://127.0.0.1:${port}`);
    const answer = client.request({ method: 'GET', path: '/large' }).then(({ body }) => body.text());
    await expect(answer).rejects.toThrow('Response content exceeded max size');
    await client.close();
  });

  it('is refused outside of the allow-list, with the name of the setting', () => {
    const refused = () => clientsFor('10.0.0.7:*').to('weather', 'http://10.0.0.8:80');
    expect(refused).toThrow(ForbiddenError);
    expect(refused).toThrow('10.0.0.8 may not be called: no pattern of X_ALLOWLIST matches it.');
    expect(() => clientsFor().check('http://10.0.0.8')).toThrow('X_ALLOWLIST is empty');
  });

  it.each([
    ['http://user:pw@10.0.0.7/', 'must not hold a user name or a password'],
    ['http://10.0.0.7/?a=1', 'must not hold a query or a fragment'],
    ['http://10.0.0.7/#a', 'must not hold a query or a fragment'],
    ['ftp://10.0.0.7/', 'must be http:// or https://'],
  ])('is refused for %s', (endpoint, detail) => {
    const refused = () => clientsFor('10.0.0.7:*').check(endpoint);
    expect(refused).toThrow(UnprocessableError);
    expect(refused).toThrow(detail);
  });
});
