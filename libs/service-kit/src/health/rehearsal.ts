import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { TokenSigner, TokenVerifier } from '../auth/index.ts';

/** Often enough for V8 to compile the way of a request. */
const rounds = 20;
/** Who signs, and for whom. */
const rehearsal = 'rehearsal';

/**
 * Before a service listens it does a few times what its first caller would wait for, so that the code is loaded and
 * compiled: it answers requests to itself, signs and checks a token of a key that is thrown away, and sends requests to
 * a server of its own on the loopback interface.
 */
@Injectable()
export class Rehearsal implements OnApplicationBootstrap {
  constructor(@Inject(HttpAdapterHost) private readonly host: HttpAdapterHost) {}

  async onApplicationBootstrap(): Promise<void> {
    await Promise.all([this.answer(), useTokens(), sendRequests()]);
  }

  private async answer(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    for (let round = 0; round < rounds; round++) await server.inject({ method: 'GET', url: '/health/live' });
  }
}

const useTokens = async (): Promise<void> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const jwkOf = (key: KeyObject): string => JSON.stringify(key.export({ format: 'jwk' }));
  const signer = new TokenSigner(rehearsal, jwkOf(privateKey));
  const verifier = new TokenVerifier({
    issuer: rehearsal,
    audience: rehearsal,
    jwk: jwkOf(publicKey),
    schema: z.object({}),
  });
  for (let round = 0; round < rounds; round++)
    await verifier.verify(`Bearer ${signer.sign(rehearsal, {}, 60)}`);
};

const sendRequests = async (): Promise<void> => {
  const server = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dispatcher = new Agent();
  try {
    const { port } = server.address() as AddressInfo;
    for (let round = 0; round < rounds; round++) {
      const { body } = await request(`http://127.0.0.1:${port}`, {
        dispatcher,
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json' },
      });
      await body.json();
    }
  } finally {
    await dispatcher.destroy();
    server.close();
  }
};
