import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { newId, noUsage } from '@octollm/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, FakeGateway, sendJson } from '../demo/fixtures/fake-gateway.ts';
import { Output, UserError } from '../output/index.ts';
import { smokeOptions } from './options.ts';
import { runSmoke } from './run-smoke.ts';

const now = new Date().toISOString();
const id = newId();
const key = 'octollm_test_key';

const task = (status: string) => ({
  id,
  status,
  goal: 'x',
  priority: 'medium',
  session_id: null,
  parent_task_id: null,
  progress: { current_step: null, completed_steps: 0, total_steps: 0, percentage: 0 },
  result: null,
  error: null,
  usage: noUsage,
  provenance: [],
  metadata: {},
  trace_id: 't',
  created_at: now,
  updated_at: now,
  started_at: null,
  finished_at: null,
});

const document = {
  id,
  status: 'indexed',
  media_type: 'text/markdown',
  metadata: {},
  chunks: 1,
  created_at: now,
  updated_at: now,
};

const found = {
  chunk_id: id,
  document_id: id,
  text: 'x',
  score: 1,
  scores: {},
  metadata: {},
  citation: { index: 1, document_id: id, chunk_id: id, title: null, source: null, passage: 'x', score: 1 },
};

const problem = (status: number) => ({
  type: 'about:blank',
  title: 'x',
  status,
  detail: 'x',
  instance: '/',
  code: 'x',
  request_id: 'r',
  retryable: false,
});

/** A platform in good order. */
const healthy: Answer = ({ method, path, headers }, response) => {
  const refuse = (status: number) =>
    response
      .writeHead(status, { 'content-type': 'application/problem+json' })
      .end(JSON.stringify(problem(status)));
  if (path === '/health') sendJson(response, 200, {});
  else if (headers.authorization !== `Bearer ${key}`) refuse(401);
  else if (path === '/api/v1/search') sendJson(response, 200, { method: 'hybrid', results: [found] });
  else if (method === 'DELETE') response.writeHead(204).end();
  else if (path.startsWith('/api/v1/documents')) sendJson(response, 200, document);
  else if (method === 'POST') sendJson(response, 202, task('queued'));
  else if (path === `/api/v1/tasks/${id}`) sendJson(response, 200, task('succeeded'));
  else refuse(404);
};

let gateway: FakeGateway | undefined;
afterEach(() => gateway?.stop());

const smoke = async (answer: Answer): Promise<{ readonly code: number; readonly said: string }> => {
  gateway = await FakeGateway.start(answer);
  const written: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const output = new Output(stream as NodeJS.WriteStream);
  const code = await runSmoke({ address: gateway.address, key, output });
  return { code, said: stripVTControlCharacters(written.join('')) };
};

const except =
  (path: string, answer: Answer): Answer =>
  (request, response) =>
    (request.path === path ? answer : healthy)(request, response);

describe('The smoke tests', () => {
  it('find no fault with a platform in good order, and leave no document behind', async () => {
    expect(await smoke(healthy)).toMatchObject({ code: 0, said: expect.not.stringContaining('✗') });
    expect(gateway?.seen.map(({ method }) => method)).toContain('DELETE');
  });

  it.each([
    [
      'lets anybody in',
      '✗ it lets nobody in without a key\n  It answered 200',
      except('/api/v1/tasks', ({ method }, response) =>
        sendJson(response, 200, method === 'POST' ? task('queued') : { data: [] }),
      ),
    ],
    [
      'fails at a task',
      '✗ it carries out a task\n  The task failed: no reason given',
      except(`/api/v1/tasks/${id}`, (_, response) => sendJson(response, 200, task('failed'))),
    ],
    [
      'finds nothing',
      '✗ it finds a document that it was given\n  The search does not find the document.',
      except('/api/v1/search', (_, response) => sendJson(response, 200, { method: 'hybrid', results: [] })),
    ],
    [
      'is ill',
      '✗ it is healthy\n  GET /health answered 503.',
      except('/health', (_, response) => sendJson(response, 503, {})),
    ],
  ])('tell of a platform that %s, and go on', async (_, sentence, answer) => {
    const { code, said } = await smoke(answer);
    expect(said).toContain(sentence);
    expect(said.match(/✓/g)).toHaveLength(said.includes('lets nobody in without a key\n  ') ? 4 : 5);
    expect(code).toBe(1);
  });

  it('need an address and a key, which the environment may hold', () => {
    expect(smokeOptions(['https://octollm.example.com/'], { SMOKE_KEY: 'k' })).toEqual({
      address: 'https://octollm.example.com',
      key: 'k',
    });
    expect(() => smokeOptions(['https://octollm.example.com'], {})).toThrow(UserError);
    expect(() => smokeOptions(['nowhere', '--key', 'k'], {})).toThrow('npm run smoke');
  });
});
