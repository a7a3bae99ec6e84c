import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { giveUploadTime, refuseUnlessUploading } from './slow-uploads.ts';

const long = 600_000;

/** Of the next uploads. */
let times = { idleMs: long, wholeMs: long };
let answersEarly = false;
/** Connections that were there for longer than a request may take. */
const late = new Set<number | undefined>();

const answer = async (request: IncomingMessage): Promise<string> => {
  const endTime =
    request.url === '/upload' ? giveUploadTime({ raw: request } as FastifyRequest, times) : undefined;
  try {
    let length = 0;
    if (answersEarly) await vi.waitUntil(() => late.has(request.socket.remotePort), { timeout: 10_000 });
    else for await (const part of request) length += (part as Buffer).length;
    return `got ${length}`;
  } finally {
    endTime?.();
  }
};

let server: Server;
beforeAll(async () => {
  server = createServer({ requestTimeout: 200, headersTimeout: 200, connectionsCheckingInterval: 20 });
  server.on('request', (request, response) => {
    answer(request).then(
      (text) => response.end(text),
      () => response.destroy(),
    );
  });
  server.on('clientError', (error, socket) => {
    late.add((socket as Socket).remotePort);
    refuseUnlessUploading(error, socket as Socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  times = { idleMs: long, wholeMs: long };
  answersEarly = false;
});

/** Sends half of a request. */
const begin = async (
  path: string,
  length = 8,
): Promise<{ socket: Socket; heard: () => string; closed: () => boolean }> => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  let heard = '';
  socket.on('data', (bytes) => {
    heard += String(bytes);
  });
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\nhalf`);
  return { socket, heard: () => heard, closed: () => socket.closed };
};

describe('a request that comes slowly', () => {
  it('is refused, and its connection closed', async () => {
    const { heard, closed } = await begin('/other');
    await expect.poll(closed, { timeout: 10_000 }).toBe(true);
    expect(heard()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('may take longer when it is an upload, and only then: the next on its connection may not', async () => {
    const { socket, heard, closed } = await begin('/upload');
    await expect.poll(() => late.has(socket.localPort), { timeout: 10_000 }).toBe(true);
    socket.write('half');
    await expect.poll(heard, { timeout: 10_000 }).toContain('got 8');
    expect(heard()).toMatch(/^HTTP\/1\.1 200 /);
    socket.write('POST /other HTTP/1.1\r\nhost: x\r\ncontent-length: 8\r\n\r\nhalf');
    await expect.poll(closed, { timeout: 10_000 }).toBe(true);
    expect(heard().match(/HTTP/g)).toHaveLength(1);
  });

  it('is refused when it is an upload of which nothing comes for a while', async () => {
    times = { idleMs: 50, wholeMs: long };
    const { heard, closed } = await begin('/upload');
    await expect.poll(closed, { timeout: 10_000 }).toBe(true);
    expect(heard()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('is refused when it is an upload that goes on for longer than any may', async () => {
    times = { idleMs: 100, wholeMs: 0 };
    const { socket, heard, closed } = await begin('/upload', 1_000_000);
    const trickle = setInterval(() => socket.write('x'), 5);
    await expect.poll(closed, { timeout: 10_000 }).toBe(true);
    clearInterval(trickle);
    expect(heard()).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('has a while to hear that it was answered before its end, and no longer', async () => {
    times = { idleMs: 500, wholeMs: long };
    answersEarly = true;
    const { socket, heard, closed } = await begin('/upload', 1_000_000);
    const trickle = setInterval(() => socket.write('x'), 5);
    await expect.poll(closed, { timeout: 10_000 }).toBe(true);
    clearInterval(trickle);
    expect(heard()).toMatch(/^HTTP\/1\.1 200 /);
  });
});
