import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type RequestListener } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type DebianServer, ensureDebianServer, freePort } from '@octollm/local-servers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { workspace } from '../publish.ts';
import { nginxConfiguration } from './nginx.ts';

const mebi = 1_048_576;
const folder = mkdtempSync(join(tmpdir(), 'octollm-nginx-'));
const configuration = join(folder, 'nginx.conf');
let nginx: DebianServer;
let server: ReturnType<typeof nginxWith>;
let http = 0;
let https = 0;
let received: IncomingMessage | undefined;
let finish: () => void = () => undefined;

/** The gateway, as far as nginx is concerned: it counts what it gets, and streams events that it holds back. */
const gateway: RequestListener = (request, response) => {
  received = request;
  if (request.url === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: first\n\n');
    finish = () => response.end('data: last\n\n');
    return;
  }
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
  });
  request.on('end', () => response.end(String(bytes)));
};
const upstream = createServer(gateway);

/** nginx opens what it logs to: a null device it can, a socket it cannot. */
const nginxWith = (...args: readonly string[]) => {
  const child = spawn(nginx.binary, ['-c', configuration, '-e', 'stderr', ...args], {
    env: { ...nginx.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { child, said: text(child.stderr), exited: once(child, 'exit') };
};

/** The status of an answer; the rest is thrown away. */
const head = (url: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    httpRequest(url, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

const ask = (path: string, body?: Buffer, headers = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const options = { port: https, path, method: body === undefined ? 'GET' : 'POST', headers };
    // The certificate is the test's own.
    httpsRequest({ ...options, rejectUnauthorized: false }, resolve)
      .on('error', reject)
      .end(body);
  });

beforeAll(async () => {
  nginx = await ensureDebianServer('nginx', join(workspace, '.octollm/servers'));
  const [certificate, certificateKey] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  const subject = ['-subj', '/CN=localhost', '-days', '1', '-keyout', certificateKey, '-out', certificate];
  const algorithm = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...algorithm, ...subject], { stdio: 'ignore' });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  [http, https] = [await freePort(), await freePort()];
  writeFileSync(
    configuration,
    nginxConfiguration({
      httpPort: http,
      httpsPort: https,
      gateway: `127.0.0.1:${(upstream.address() as AddressInfo).port}`,
      certificate,
      certificateKey,
      scratch: folder,
    }),
  );
  server = nginxWith('-g', 'daemon off;');
  await vi.waitFor(() => head(`http://127.0.0.1:${http}/`), { timeout: 30_000 });
});
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.exited;
  upstream.close();
  rmSync(folder, { recursive: true });
});

describe('nginx with its configuration', () => {
  it('finds no fault with it', async () => {
    const said = await nginxWith('-t').said;
    expect(said).toContain('test is successful');
    expect(said).not.toContain('[warn]');
  });

  it('passes a request on, and says itself who the client is', async () => {
    const response = await ask('/api/v1/tasks?limit=1', undefined, { 'x-forwarded-for': '8.8.8.8' });
    expect(await text(response)).toBe('0');
    expect(received?.url).toBe('/api/v1/tasks?limit=1');
    expect(received?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https' });
    expect(response.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('hands on an event before the next one is there', async () => {
    const response = await ask('/events');
    const [first] = (await once(response, 'data')) as [Buffer];
    expect(first.toString()).toContain('first');
    finish();
    expect(await text(response)).toContain('last');
  });

  it('takes an upload of 50 MiB, and no endless one', async () => {
    expect(await text(await ask('/api/v1/documents', Buffer.alloc(50 * mebi)))).toBe(String(50 * mebi));
    const refused = await ask('/api/v1/documents', Buffer.alloc(1), { 'content-length': String(60 * mebi) });
    refused.resume();
    expect(refused.statusCode).toBe(413);
  });

  it('sends who comes without TLS to where it is', async () => {
    expect(await head(`http://127.0.0.1:${http}/api`)).toBe(308);
  });
});
