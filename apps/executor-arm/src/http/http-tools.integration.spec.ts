import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { ArmFailure } from '@octollm/service-kit';
import { afterEach, describe, expect, it } from 'vitest';
import { Allowlist } from './allowlist.ts';
import { maxBodyBytes } from './body.ts';
import { HttpTools } from './http-tools.ts';
import { LocalServer } from './local-server.fixture.ts';
import { publicLookup } from './public-lookup.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

const serve = async (answer: RequestListener): Promise<LocalServer> => {
  const server = await LocalServer.start(answer);
  cleanups.push(() => server.stop());
  return server;
};
const getter = (allowed: readonly string[], resolve?: Parameters<typeof publicLookup>[0]): HttpTools => {
  const get = new HttpTools(
    new Allowlist(allowed),
    resolve === undefined ? undefined : publicLookup(resolve),
  );
  cleanups.push(() => get.close());
  return get;
};
const soon = () => AbortSignal.timeout(5_000);
const local = ['127.0.0.1:*'];
const failureOf = async (call: Promise<unknown>): Promise<ArmFailure> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ArmFailure) return error;
  throw new TypeError(`It did not fail with an ArmFailure, but with ${String(error)}.`);
};

describe('http_get', () => {
  it('hands back status, headers and body', async () => {
    const server = await serve((request, response) => {
      response.writeHead(404, {
        'content-type': 'text/plain; charset=latin1',
        'set-cookie': 'a=b',
        'x-seen': request.headers['x-mine'],
      });
      response.end(Buffer.from('bl\xe5b\xe6r\0', 'latin1'));
    });
    const output = await getter(local).get(
      { url: server.url('/a?b=1#c'), headers: { 'X-Mine': 'yes' } },
      soon(),
    );
    expect(output).toMatchObject({
      url: server.url('/a?b=1'),
      status: 404,
      body: 'blåbær\ufffd',
      truncated: false,
    });
    expect(output.headers).toMatchObject({ 'x-seen': 'yes' });
    expect(output.headers).not.toHaveProperty('set-cookie');
  });

  it('refuses an address of this machine that the allow-list does not open', async () => {
    let asked = 0;
    const server = await serve((_request, response) => response.end(String((asked += 1))));
    for (const host of [
      '127.0.0.1',
      '2130706433',
      '0x7f.1',
      '0177.0.0.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
    ]) {
      const failure = await failureOf(
        getter([]).get({ url: `http://${host}:${server.port}/`, headers: {} }, soon()),
      );
      expect(failure.detail).toMatchObject({ code: 'address_refused', category: 'policy', retryable: false });
    }
    expect(asked).toBe(0);
  });

  it('refuses a name that leads to this machine', async () => {
    let asked = 0;
    const server = await serve((_request, response) => response.end(String((asked += 1))));
    const get = getter([], (_hostname, done) => done(null, [{ address: '127.0.0.1', family: 4 }]));
    const failure = await failureOf(
      get.get({ url: `http://rebind.example:${server.port}/`, headers: {} }, soon()),
    );
    expect(failure.detail).toMatchObject({ code: 'address_refused', category: 'policy' });
    expect(asked).toBe(0);
  });

  it('refuses a name when one of its addresses is private', async () => {
    const mixed = getter([], (_hostname, done) =>
      done(null, [
        { address: '203.0.114.9', family: 4 },
        { address: '::ffff:10.0.0.1', family: 6 },
      ]),
    );
    expect(
      (await failureOf(mixed.get({ url: 'http://mixed.example/', headers: {} }, soon()))).detail.code,
    ).toBe('address_refused');
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://169.254.169.254/latest/',
    'http://[::1]:1/',
    '//2130706433:1/',
    'file:///etc/passwd',
    'http://localhost:1/',
  ])('does not follow a redirect to %s', async (location) => {
    const server = await serve((_request, response) => response.writeHead(302, { location }).end('moved'));
    const failure = await failureOf(
      getter([`127.0.0.1:${server.port}`]).get({ url: server.url('/'), headers: {} }, soon()),
    );
    expect(failure.detail.category).toBe('policy');
  });

  it('does not carry an attack out that a page redirects it to', async () => {
    const asked: (string | undefined)[] = [];
    const server = await serve((request, response) => {
      asked.push(request.url);
      response.writeHead(302, { location: "/?id=1'%20OR%20'a'='a" }).end('moved');
    });
    const failure = await failureOf(getter(local).get({ url: server.url('/'), headers: {} }, soon()));
    expect(failure.detail.code).toBe('attack_refused');
    expect(asked).toEqual(['/']);
  });

  it('follows five redirects and not six', async () => {
    const server = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    });
    const get = getter(local);
    expect(await get.get({ url: server.url('/5'), headers: {} }, soon())).toMatchObject({
      body: 'there',
      url: server.url('/0'),
    });
    expect((await failureOf(get.get({ url: server.url('/6'), headers: {} }, soon()))).detail.code).toBe(
      'too_many_redirects',
    );
  });

  it('keeps the authorization on the same origin and drops it on the way to another', async () => {
    const seen =
      (name: string): RequestListener =>
      (request, response) =>
        response.end(`${name}: ${request.headers.authorization ?? 'nothing'}`);
    const other = await serve(seen('other'));
    const server = await serve((request, response) => {
      if (request.url === '/same') response.writeHead(302, { location: '/end' }).end();
      else if (request.url === '/other') response.writeHead(302, { location: other.url('/') }).end();
      else seen('same')(request, response);
    });
    const get = getter(local);
    const headers = { authorization: 'Bearer x' };
    expect((await get.get({ url: server.url('/same'), headers }, soon())).body).toBe('same: Bearer x');
    expect((await get.get({ url: server.url('/other'), headers }, soon())).body).toBe('other: nothing');
  });

  it('cuts a body at 1 MiB and says so', async () => {
    const server = await serve((request, response) =>
      response.end('å'.repeat(maxBodyBytes / 2) + (request.url === '/over' ? 'å' : '')),
    );
    const get = getter(local);
    expect(await get.get({ url: server.url('/exact'), headers: {} }, soon())).toMatchObject({
      truncated: false,
    });
    const over = await get.get({ url: server.url('/over'), headers: {} }, soon());
    expect(over.truncated).toBe(true);
    expect(over.body).toBe('å'.repeat(maxBodyBytes / 2));
  });

  it('does not fetch the rest of an endless body, nor of a compressed bomb', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * maxBodyBytes, 'a'));
    const server = await serve((request, response) => {
      if (request.url === '/bomb') return response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      const more = (): void => {
        while (response.write('a'.repeat(65_536)));
      };
      response.on('drain', more);
      return more();
    });
    const get = getter(local);
    for (const path of ['/endless', '/bomb'])
      expect((await get.get({ url: server.url(path), headers: {} }, soon())).body).toHaveLength(maxBodyBytes);
  });

  it('refuses an encoding it cannot undo', async () => {
    const server = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'rot13' }).end('uryyb'),
    );
    expect(
      (await failureOf(getter(local).get({ url: server.url('/'), headers: {} }, soon()))).detail.code,
    ).toBe('encoding_unknown');
    await sleep(20);
  });

  it('stops when the signal is aborted, before and amid the answer', async () => {
    let closed = 0;
    const server = await serve((request, response) => {
      response.on('close', () => (closed += 1));
      if (request.url === '/amid') response.write('begin');
    });
    const get = getter(local);
    for (const path of ['/before', '/amid']) {
      const controller = new AbortController();
      const call = get.get({ url: server.url(path), headers: {} }, controller.signal);
      setTimeout(() => controller.abort(new Error('enough')), 50);
      await expect(call).rejects.toThrow('enough');
    }
    await expect.poll(() => closed).toBe(2);
  });

  it('says that another try may help when nobody answers or the answer breaks off', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('short');
      setTimeout(() => response.destroy(), 20);
    });
    const get = getter(local);
    for (const url of [server.url('/'), 'http://127.0.0.1:1/']) {
      const failure = await failureOf(get.get({ url, headers: {} }, soon()));
      expect(failure.detail).toMatchObject({ code: 'no_answer', category: 'unavailable', retryable: true });
      expect(failure.usage).toEqual({ tool_calls: 1 });
    }
  });
});

describe('http_post', () => {
  const echo: RequestListener = (request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const status = Number(/^\/(30\d)\//.exec(request.url ?? '')?.[1] ?? 200);
      const location = request.url?.replace(/^\/30\d\//, '/') ?? '/';
      const target = location.startsWith('/other')
        ? `http://localhost:${request.socket.localPort}/`
        : location;
      response.writeHead(status, status === 200 ? {} : { location: target });
      response.end(`${request.method} ${request.headers['content-type'] ?? 'nothing'} ${body}`);
    });
  };
  const post = (tools: HttpTools, url: string, headers: Record<string, string> = {}) =>
    tools.post({ url, headers, body: 'text \u00e9' }, soon());

  it('sends a text, as plain text unless the headers say otherwise', async () => {
    const server = await serve(echo);
    const tools = getter(local);
    expect((await post(tools, server.url('/'))).body).toBe('POST text/plain; charset=utf-8 text \u00e9');
    expect((await post(tools, server.url('/'), { 'Content-Type': 'application/json' })).body).toBe(
      'POST application/json text \u00e9',
    );
  });

  it.each([
    [301, 'GET nothing '],
    [302, 'GET nothing '],
    [303, 'GET nothing '],
    [307, 'POST text/plain; charset=utf-8 text \u00e9'],
    [308, 'POST text/plain; charset=utf-8 text \u00e9'],
  ])('sends the text again after a redirect only when that asks for it: %i', async (status, body) => {
    const server = await serve(echo);
    expect(await post(getter(local), server.url(`/${status}/a`))).toMatchObject({
      url: server.url('/a'),
      body,
    });
  });

  it('never sends the text to another origin because of a redirect', async () => {
    const server = await serve(echo);
    const tools = getter([...local, 'localhost:*']);
    const failure = await failureOf(post(tools, server.url('/307/other')));
    expect(failure.detail).toMatchObject({ code: 'redirect_refused', category: 'policy' });
    expect((await post(tools, server.url('/303/other'))).body).toBe('GET nothing ');
  });

  it.each([
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f.1/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://2852039166/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[fd00:ec2::254]/',
  ])('sends nothing to %s', async (url) => {
    expect((await failureOf(post(getter([]), url))).detail.code).toBe('address_refused');
  });

  it.each([
    ['the metadata of the cloud', '169.254.169.254'],
    ['this machine', '::1'],
    ['a private network inside IPv6', '::ffff:10.0.0.1'],
  ])('sends nothing to a name that leads to %s', async (_what, address) => {
    const tools = getter([], (_name, done) =>
      done(null, [{ address, family: address.includes(':') ? 6 : 4 }]),
    );
    expect((await failureOf(post(tools, 'http://rebind.example/'))).detail.code).toBe('address_refused');
  });

  it('sends nothing to the name of the metadata of a cloud', async () => {
    const failure = await failureOf(post(getter([]), 'http://metadata.google.internal/'));
    expect(failure.detail.category).toBe('policy');
  });
});
