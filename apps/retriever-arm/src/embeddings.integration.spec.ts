import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ScriptedModel, scriptedModel } from '@octollm/arm-testing';
import { SearchResponse } from '@octollm/contracts';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { meaningOf } from './embeddings/scripted-provider.fixture.ts';
import { RetrieverUnderTest } from './retriever.fixture.ts';

let postgres: TestPostgres;
let folder: string;
let model: ScriptedModel;
let databaseUrl: string;
let arm: RetrieverUnderTest;

const start = (environment: Readonly<Record<string, string>>): Promise<RetrieverUnderTest> =>
  RetrieverUnderTest.start(databaseUrl, join(folder, 'vectors.sqlite'), environment);

beforeAll(async () => {
  postgres = await startTestPostgres();
  databaseUrl = await postgres.createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'octollm-embeddings-'));
  model = await scriptedModel();
  model.embedBy(meaningOf);
  arm = await start({});
});
afterAll(async () => {
  await arm.stop();
  await model[Symbol.asyncDispose]();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Has the sense of the document on the ferry, and none of its words. */
const query = 'Which boats?';
const search = { query, method: 'vector', limit: 1 } as const;

it('an arm whose operator begins to use a provider for embeddings gives its documents new vectors by itself', async () => {
  const { id } = await arm.ingest({ text: 'The Sundal ferry carries 40 cars. Ask ola@example.com.' });
  await arm.ingest({ text: 'The stone of Os turns slowly, and grinds rye.' });
  expect(await arm.search(search)).toEqual([]);
  await arm.stop();
  arm = await start({ ...model.environment, RETRIEVAL_EMBEDDING_MODEL: 'openai/text-embedding-3-large' });
  while (
    (await arm.documents.embeddedOtherwise({ model: 'openai/text-embedding-3-large', limit: 1 })).length > 0
  )
    await sleep(20);
  expect(await arm.search(search)).toMatchObject([{ document_id: id }]);
  expect(model.embedded.flat().join()).toContain('Sundal ferry');
  expect(model.embedded.flat().join()).not.toContain('ola@example.com');
});

it('a new document is found by its sense, and by its own tenant alone; what is known is not asked for again', async () => {
  const tenant = 'globex';
  const { id } = await arm.ingest({ text: 'The Halden bridge is 412 metres long.' }, { tenant });
  const crossing = { query: 'How do I cross?', method: 'vector', limit: 1 } as const;
  expect(await arm.search(crossing, { tenant })).toMatchObject([{ document_id: id }]);
  const calls = model.embedded.length;
  expect(await arm.search(crossing, { tenant })).toMatchObject([{ document_id: id }]);
  expect(model.embedded).toHaveLength(calls);
  for (const { document_id } of await arm.search({ ...crossing, limit: 10 }))
    expect(document_id).not.toBe(id);
});

it('searches by keywords with a warning while the provider is away', async () => {
  model.embedBy({ status: 503 });
  const response = await arm.act('search', { query: 'What does the ferry carry?' });
  model.embedBy(meaningOf);
  expect(SearchResponse.parse(response.output).results[0]?.text).toContain('Sundal ferry');
  expect(response.warnings).toEqual([expect.stringMatching(/by their words alone/)]);
});

it('tells what the vector of a query has cost, and nothing for one that is remembered', async () => {
  const query = { query: 'Which stone grinds rye?' };
  const { usage } = await arm.act('search', query);
  expect(usage.llm_calls).toBe(1);
  expect(usage.prompt_tokens).toBeGreaterThan(0);
  const asking = { question: query.query, queries: [query.query], limit: 3 };
  expect((await arm.act('ask', asking)).usage.llm_calls).toBe(0);
  expect((await arm.act('ask', { ...asking, queries: ['Who grinds?'] })).usage.llm_calls).toBe(1);
});
