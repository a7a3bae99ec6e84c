import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { newId } from '@octollm/contracts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Output } from '../output/index.ts';
import { type Answer, FakeGateway, sendJson } from './fixtures/fake-gateway.ts';
import { followTask } from './follow-task.ts';
import { GatewayClient, GatewayError } from './gateway-client.ts';
import { ingest } from './ingest.ts';

let gateway: FakeGateway;
const clientOf = async (answer: Answer): Promise<GatewayClient> => {
  gateway = await FakeGateway.start(answer);
  return new GatewayClient(gateway.address, 'octollm_test_key', new AbortController().signal);
};
afterEach(() => gateway.stop());

describe('a refusal of the gateway', () => {
  it('is told with its reason, the fields it points at and the id of the request', async () => {
    const problem = {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'The body is not valid.',
      instance: '/api/v1/tasks',
      code: 'invalid_request',
      request_id: 'r-1',
      retryable: false,
      errors: [{ pointer: '/goal', detail: 'must hold more than white space' }],
    };
    const client = await clientOf((_request, response) => sendJson(response, 400, problem));
    await expect(client.submit(' ')).rejects.toThrow(
      'The gateway refused POST /api/v1/tasks with 400 (invalid_request): The body is not valid.\n  /goal must hold more than white space\nIts log says more about request r-1.',
    );
  });

  it('is told as it stands when it is none of ours', async () => {
    const client = await clientOf((_request, response) => response.writeHead(502).end('Bad gateway'));
    await expect(client.task('x')).rejects.toThrow('answered GET /api/v1/tasks/x with 502: Bad gateway');
  });

  it('is an answer in another form than agreed, too', async () => {
    const client = await clientOf((_request, response) => sendJson(response, 200, { id: 7 }));
    await expect(client.submit('x')).rejects.toBeInstanceOf(GatewayError);
  });

  it('is told apart from a gateway that is not there', async () => {
    const client = await clientOf(() => undefined);
    const address = gateway.address;
    gateway.stop();
    await expect(client.submit('x')).rejects.toThrow(
      `The gateway at ${address} does not answer: connect ECONNREFUSED`,
    );
  });
});

describe('following a task', () => {
  const task = newId();
  const event = (sequence: number, type: string, status: string): string =>
    `id: ${sequence}\ndata: ${JSON.stringify({ sequence, type, task_id: task, status, at: new Date().toISOString(), data: {} })}\n\n`;
  const follow = async (client: GatewayClient): Promise<string> => {
    const written: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        written.push(String(chunk));
        done();
      },
    });
    await followTask(client, task, new Output(stream as NodeJS.WriteStream));
    return stripVTControlCharacters(written.join(''));
  };

  it('goes on after the last event when the stream breaks off', async () => {
    const client = await clientOf(({ headers }, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      if (headers['last-event-id'] === '2') response.end(event(3, 'task.succeeded', 'succeeded'));
      else response.end(event(1, 'task.queued', 'queued') + event(2, 'task.running', 'running'));
    });
    expect(await follow(client)).toBe('  queued\n  running\n  succeeded\n');
    expect(gateway.seen).toHaveLength(2);
  });

  it('gives up when the stream breaks off again and again', async () => {
    const client = await clientOf((_request, response) => response.writeHead(200).end());
    await expect(follow(client)).rejects.toThrow(
      `The events of task ${task} broke off 5 times before it had ended.`,
    );
  });
});

describe('ingesting documents', () => {
  const stored = (id: string, status: 'queued' | 'indexed' | 'failed', error?: string) => {
    const at = new Date().toISOString();
    const times = { created_at: at, updated_at: at };
    return {
      id,
      status,
      media_type: 'text/markdown',
      metadata: {},
      chunks: 1,
      ...times,
      ...(error === undefined ? {} : { error }),
    };
  };
  const folder = mkdtempSync(join(tmpdir(), 'octollm-demo-'));
  const memory = join(folder, 'demo.json');
  afterAll(() => rmSync(folder, { recursive: true }));
  const readme = { source: 'README.md', title: 'OctoLLM', text: '# OctoLLM' };

  it('waits until each is indexed, and replaces what has changed since the last time', async () => {
    let id = newId();
    const first = id;
    let polls = 0;
    const client = await clientOf(({ method }, response) => {
      if (method === 'DELETE') response.writeHead(204).end();
      else if (method === 'POST') sendJson(response, 202, stored(id, 'queued'));
      else {
        polls += 1;
        sendJson(response, 200, stored(id, polls < 3 ? 'queued' : 'indexed'));
      }
    });
    await ingest({ client, documents: [readme], memory, progress: () => undefined });
    expect(polls).toBe(3);
    expect(JSON.parse(readFileSync(memory, 'utf8'))).toEqual({ 'README.md': first });

    id = newId();
    await ingest({
      client,
      documents: [{ ...readme, text: '# Changed' }],
      memory,
      progress: () => undefined,
    });
    expect(gateway.seen.filter(({ method }) => method === 'DELETE').map(({ path }) => path)).toEqual([
      `/api/v1/documents/${first}`,
    ]);
  });

  it('says why one cannot be indexed', async () => {
    const id = newId();
    const client = await clientOf(({ method }, response) =>
      sendJson(response, method === 'POST' ? 202 : 200, stored(id, 'failed', 'it is not text')),
    );
    const attempt = ingest({ client, documents: [readme], memory: `${memory}.2`, progress: () => undefined });
    await expect(attempt).rejects.toThrow('README.md could not be indexed: it is not text');
  });
});
