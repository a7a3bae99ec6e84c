import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { newId, UnavailableError, UnprocessableError } from '@octollm/contracts';
import { ServiceClient, TokenSigner } from '@octollm/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DocumentUploads } from './document-uploads.ts';

let retriever: Server;
let client: ServiceClient;
let uploads: DocumentUploads;
let answer: RequestListener;
beforeAll(async () => {
  retriever = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(retriever, 'listening');
  client = new ServiceClient(
    'retriever-arm',
    `http://127.0.0.1:${(retriever.address() as AddressInfo).port}`,
  );
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const signer = new TokenSigner('orchestrator', JSON.stringify(jwk));
  uploads = new DocumentUploads({ to: () => client } as never, signer);
});
afterAll(async () => {
  await client.close();
  retriever.close();
});

const pass = (): Promise<unknown> =>
  uploads.pass(
    'acme',
    'multipart/form-data; boundary=b',
    Readable.from([Buffer.from('one'), Buffer.from('two')]),
  );
const answering = (status: number, body: unknown, headers = {}): void => {
  answer = (request, response) =>
    request.on('end', () => response.writeHead(status, headers).end(JSON.stringify(body))).resume();
};

describe('a file that is handed on', () => {
  it('goes as it comes, with a token for this tenant and nothing but ingesting', async () => {
    const now = new Date().toISOString();
    const document = {
      id: newId(),
      status: 'queued',
      media_type: 'text/plain',
      metadata: {},
      chunks: 0,
      created_at: now,
      updated_at: now,
    };
    const seen: unknown[] = [];
    const receive = async (request: IncomingMessage): Promise<void> => {
      const [, claims = ''] = (request.headers.authorization ?? '').split('.');
      seen.push(request.url, request.headers['content-type'], await text(request));
      seen.push(JSON.parse(Buffer.from(claims, 'base64url').toString()));
    };
    answer = (request, response) =>
      void receive(request).then(() => response.writeHead(202).end(JSON.stringify(document)));
    expect(await pass()).toEqual(document);
    expect(seen).toEqual([
      '/uploads',
      'multipart/form-data; boundary=b',
      'onetwo',
      expect.objectContaining({ tenant_id: 'acme', actions: ['ingest'], aud: 'retriever-arm' }),
    ]);
  });

  it('is refused as the retriever refuses it', async () => {
    const problem = new UnprocessableError('The file is empty.').toProblem({ instance: '/', requestId: 'r' });
    answering(422, problem, { 'retry-after': '7' });
    await expect(pass()).rejects.toMatchObject({
      message: 'The file is empty.',
      status: 422,
      code: 'unprocessable',
      retryable: false,
      retryAfter: 7,
    });
  });

  it('may be sent again when the answer says nothing', async () => {
    answer = (request, response) => request.on('end', () => response.writeHead(502).end('<html>')).resume();
    await expect(pass()).rejects.toThrow(UnavailableError);
    answer = (request) => request.socket.destroy();
    await expect(pass()).rejects.toThrow(UnavailableError);
  });
});
