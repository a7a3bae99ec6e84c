import type { HttpAdapterHost } from '@nestjs/core';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { Gate } from './gate.ts';

/** A gate before routes that answer whoever gets to them. It lets nobody in: nothing behind it may be asked. */
const open = () => {
  const server = fastify();
  const none = {} as never;
  const host = { httpAdapter: { getInstance: () => server } } as unknown as HttpAdapterHost;
  new Gate(host, none, none, none, none).onModuleInit();
  for (const path of ['/health', '/openapi.json', '/v1/models', '/api/v1/forgotten'])
    server.get(path, () => ({ asked: path }));
  return server;
};

describe('the gate', () => {
  it.each(['/health', '/openapi.json'])('lets everybody ask %s', async (url) => {
    expect((await open().inject({ method: 'GET', url })).json()).toEqual({ asked: url });
  });

  it.each([
    ['GET', '/api/v1/forgotten'],
    ['HEAD', '/v1/models'],
    ['HEAD', '/api/v1/forgotten'],
  ] as const)('lets nobody ask what is neither open nor of the contract: %s %s', async (method, url) => {
    expect((await open().inject({ method, url })).statusCode).toBe(500);
  });

  it('leaves what there is not to the answer that says so', async () => {
    expect((await open().inject({ method: 'GET', url: '/nowhere' })).statusCode).toBe(404);
  });
});
