import { connect } from 'node:net';
import multipart from '@fastify/multipart';
import {
  type Document,
  longestUpload,
  NotFoundError,
  newId,
  OctoError,
  UnauthenticatedError,
} from '@octollm/contracts';
import type { NewDocument } from '@octollm/memory';
import fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UploadController } from './upload.controller.ts';

/** The parts that are stored, by the ids of their uploads. */
const stored = new Map<string, Buffer[]>();
const taken: NewDocument['request'][] = [];
let fails: Error | undefined;

const uploads = {
  append: async (_tenant: string, id: string, ordinal: number, bytes: Buffer) => {
    if (fails !== undefined) throw fails;
    const parts = stored.get(id) ?? [];
    expect(ordinal).toBe(parts.length);
    stored.set(id, [...parts, bytes]);
  },
  discard: async (_tenant: string, id: string) => void stored.delete(id),
};
const reader = {
  screen: async (_tenant: string, texts: readonly string[]) =>
    texts.map((text) => text.replace('4111', '[card]')),
};
const intake = {
  take: async (_tenant: string, request: NewDocument['request']) => {
    taken.push(request);
    return { id: newId() } as Document;
  },
};
const tokens = {
  verify: async (header: string | undefined) => {
    if (header === undefined) throw new UnauthenticatedError('Send a token.');
    return { tenant_id: 'acme', actions: ['ingest'] };
  },
};

const server = fastify();
let url: string;
beforeAll(async () => {
  await server.register(multipart, { throwFileSizeLimit: false });
  const controller = new UploadController(
    tokens as never,
    uploads as never,
    reader as never,
    intake as never,
  );
  server.post('/uploads', async (request, reply) => {
    try {
      return await reply.status(202).send(await controller.upload(request.headers.authorization, request));
    } catch (error) {
      if (!(error instanceof OctoError)) throw error;
      return reply.status(error.status).send({ detail: error.message });
    }
  });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => server.close());
beforeEach(() => {
  stored.clear();
  taken.length = 0;
  fails = undefined;
});

const formOf = (bytes: Buffer, fields: Readonly<Record<string, string>> = {}): FormData => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), 'levels.csv');
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};
const send = (body: FormData): Promise<Response> =>
  fetch(`${url}/uploads`, { method: 'POST', headers: { authorization: 'Bearer x' }, body });

describe('an upload', () => {
  it('is stored in parts as it comes in, and becomes a document when all of it is there', async () => {
    const bytes = Buffer.alloc(5_000_000, 'a,b\n');
    expect((await send(formOf(bytes, { metadata: '{"card":"4111","n":1}' }))).status).toBe(202);
    const [parts = []] = [...stored.values()];
    expect(parts.length).toBeGreaterThan(3);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
    expect(taken).toMatchObject([
      {
        media_type: 'text/csv',
        metadata: { card: '[card]', n: 1 },
        upload: { id: [...stored.keys()][0], fileName: 'levels.csv' },
      },
    ]);
  });

  it('may hold 50 MiB and not a byte more', async () => {
    const bytes = Buffer.alloc(longestUpload + 1, 'a,b\n');
    expect((await send(formOf(bytes.subarray(0, -1)))).status).toBe(202);
    stored.clear();
    const response = await send(formOf(bytes));
    expect([response.status, await response.text()]).toEqual([413, expect.stringContaining('50 MiB')]);
    expect(stored.size).toBe(0);
  });

  it.each([
    ['a part that nobody knows', { notes: 'x' }, 400],
    ['another media type', { media_type: 'image/png' }, 400],
    ['a media type that it is not', { media_type: 'application/pdf' }, 422],
  ])('with %s is refused and leaves nothing behind', async (_, fields, status) => {
    expect((await send(formOf(Buffer.from('a,b'), fields))).status).toBe(status);
    expect([stored.size, taken.length]).toEqual([0, 0]);
  });

  it('whose store fails leaves nothing behind', async () => {
    fails = new NotFoundError('gone');
    expect((await send(formOf(Buffer.alloc(3_000_000)))).status).toBe(404);
    expect([stored.size, taken.length]).toEqual([0, 0]);
  });

  it('whose sender goes away half-way leaves nothing behind', async () => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /uploads HTTP/1.1\r\nhost: x\r\nauthorization: Bearer x\r\ncontent-length: 9000000\r\ncontent-type: multipart/form-data; boundary=b\r\n\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n',
    );
    socket.write(Buffer.alloc(3_000_000, 'x'));
    await expect.poll(() => stored.size, { timeout: 5_000 }).toBe(1);
    socket.destroy();
    await expect.poll(() => stored.size, { timeout: 5_000 }).toBe(0);
    expect(taken).toEqual([]);
  });

  it('is read by nobody without a token', async () => {
    const response = await fetch(`${url}/uploads`, { method: 'POST', body: formOf(Buffer.from('x')) });
    expect([response.status, stored.size]).toEqual([401, 0]);
  });
});
