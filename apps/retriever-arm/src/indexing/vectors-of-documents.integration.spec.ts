import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheKeyMaker, EmbeddingCache, TwoLevelCache } from '@octollm/cache';
import { newId } from '@octollm/contracts';
import { ModelDirectory, ProviderError } from '@octollm/llm';
import { startTestPostgres, type TestPostgres } from '@octollm/local-servers';
import {
  BudgetLedger,
  ChunkStore,
  Database,
  DocumentStore,
  ModelCallStore,
  SqliteVectorStore,
  UploadStore,
  UsageStore,
} from '@octollm/memory';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { chargesTo } from '../embeddings/embedding-charges.ts';
import { hashedEmbeddings } from '../embeddings/hashed-embeddings.ts';
import type { PassageEmbeddings } from '../embeddings/passage-embeddings.ts';
import { ProviderEmbeddings } from '../embeddings/provider-embeddings.ts';
import { meaningOf, ScriptedProvider } from '../embeddings/scripted-provider.fixture.ts';
import { knowledgeCollectionOf } from '../stores/knowledge-vectors.ts';
import { embeddedTogether } from './embed-passages.ts';
import { Indexer } from './indexer.ts';
import { VectorRenewer } from './vector-renewer.ts';

const tenantId = 'acme';
const logger = pino({ enabled: false });
const outage = new ProviderError('unavailable', 'openai does not answer.');

let postgres: TestPostgres;
let folder: string;
let database: Database;
let documents: DocumentStore;
let vectors: SqliteVectorStore;
let provider: ScriptedProvider;

beforeAll(async () => {
  postgres = await startTestPostgres();
  folder = await mkdtemp(join(tmpdir(), 'octollm-vectors-'));
  const url = await postgres.createDatabase();
  database = await Database.open({ url, poolSize: 2, applicationName: 'tests' });
  await database.migrate();
  documents = new DocumentStore(database);
  vectors = SqliteVectorStore.open(join(folder, 'vectors.sqlite'));
});
afterAll(async () => {
  await vectors.close();
  await database.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  provider = new ScriptedProvider();
});

const embeddingsBy = (model: string): PassageEmbeddings => {
  const [target] = new ModelDirectory({ providers: [provider] }).resolve(model).targets;
  if (target === undefined) throw new TypeError('There is no such model.');
  const cache = new EmbeddingCache(new TwoLevelCache({ maxBytes: 1_000_000 }), cacheKeyMaker('x'.repeat(16)));
  const charges = chargesTo(new ModelCallStore(database), logger);
  return new ProviderEmbeddings({ target, cache, leaves: true, logger, charges });
};

/** Reads each line as a passage. */
const reader = {
  read: async (_tenant: string, { content }: { readonly content: string | Uint8Array }) => {
    const text = String(content);
    const passages = text.split('\n').map((line) => ({ text: line, heading: null, page: null }));
    return { text, title: null, passages, warnings: [] };
  },
};
const meter = { deadLetter: () => undefined };
const indexerBy = (embeddings: PassageEmbeddings): Indexer =>
  new Indexer(documents, new UploadStore(database), reader, vectors, embeddings, meter, logger);
const renewerBy = (embeddings: PassageEmbeddings): VectorRenewer =>
  new VectorRenewer(documents, new ChunkStore(database), vectors, embeddings, logger);

/** Stores a document. */
const store = async (text: string, metadata = {}, tenant = tenantId) => {
  const request = { text, media_type: 'text/plain', metadata } as const;
  const { id } = await documents.create(tenant, { id: newId(), request });
  return { tenantId: tenant, documentId: id };
};
const vectorsOf = async (model: string, documentId: string): Promise<string[]> => {
  const place =
    model === hashedEmbeddings.model
      ? (await hashedEmbeddings.embedQuery(tenantId, 'boat ferry mill', () => 1)).vector
      : Float32Array.from(meaningOf('boat'));
  return (
    await vectors.search(tenantId, knowledgeCollectionOf(model), place, 1_000, { documentIds: [documentId] })
  ).map(({ id }) => id);
};

describe('a document whose vectors a provider makes', () => {
  it('is indexed with the vectors of its model', async () => {
    const wakeUp = await store('The boat sails.');
    expect(await documents.content(tenantId, wakeUp.documentId)).toMatchObject({
      embeddingModel: hashedEmbeddings.model,
    });
    expect(await indexerBy(embeddingsBy('small')).index(wakeUp)).toBe(true);
    expect(await vectorsOf('openai/small', wakeUp.documentId)).toEqual(
      await documents.chunkIds(tenantId, wakeUp.documentId),
    );
    expect(await documents.content(tenantId, wakeUp.documentId)).toMatchObject({
      status: 'indexed',
      embeddingModel: 'openai/small',
    });
  });

  it('is charged to its tenant: in its usage and in what it has spent of the month', async () => {
    const month = new Date().toISOString().slice(0, 7);
    const ledger = new BudgetLedger(database);
    const period = { from: new Date(Date.now() - 60_000), to: new Date(Date.now() + 60_000) };
    const before = await ledger.account(tenantId, 'tenant_month', month);
    await indexerBy(embeddingsBy('text-embedding-3-small')).index(await store('The boat is dear.'));
    const { spent, reserved } = await ledger.account(tenantId, 'tenant_month', month);
    expect(spent.tokens - before.spent.tokens).toBe(7);
    expect(spent.nanoUsd).toBeGreaterThan(before.spent.nanoUsd);
    expect(reserved).toEqual(before.reserved);
    const { items } = await new UsageStore(database).read(tenantId, period, ['model']);
    expect(items).toContainEqual(
      expect.objectContaining({ model: expect.stringContaining('text-embedding-3-small'), prompt_tokens: 7 }),
    );
  });

  it('stays queued while the provider is away, and pays for no passage twice', async () => {
    const lines = Array.from({ length: embeddedTogether + 1 }, (_, at) => `Mill number ${at} grinds.`);
    const wakeUp = await store(lines.join('\n'));
    const indexer = indexerBy(embeddingsBy('small'));
    provider.failure = (texts) => (texts.length === 1 ? outage : undefined);
    for (let tries = 0; tries < 4; tries++)
      await expect(indexer.index(wakeUp)).rejects.toMatchObject({ retryable: true });
    expect(await documents.find(tenantId, wakeUp.documentId)).toMatchObject({ status: 'queued', chunks: 0 });
    expect(await documents.chunkIds(tenantId, wakeUp.documentId)).toEqual([]);
    provider.failure = () => undefined;
    await indexer.index(wakeUp);
    expect(await documents.find(tenantId, wakeUp.documentId)).toMatchObject({
      status: 'indexed',
      chunks: lines.length,
    });
    expect(provider.calls.map((texts) => texts.length)).toEqual([embeddedTogether, 1]);
  });

  it('fails with a sentence when its tenant has spent its month, and what is indexed stays', async () => {
    const tenant = 'globex';
    const indexer = indexerBy(embeddingsBy('small'));
    const before = await store('The boat that was paid for.', {}, tenant);
    await indexer.index(before);
    const ledger = new BudgetLedger(database);
    const scope = { taskId: newId(), month: new Date().toISOString().slice(0, 7) };
    const amount = { nanoUsd: 500, tokens: 0, calls: 1 };
    const caps = { task: {}, session: {}, tenantMonth: { nanoUsd: 10 ** 9 } };
    const reserved = await ledger.reserve(tenant, { ...scope, amount }, caps);
    if (!reserved.granted) throw new TypeError('The month is spent before it begins.');
    await ledger.settle(reserved.reservation, { ...amount, nanoUsd: 10 ** 9 });
    const calls = provider.calls.length;
    const wakeUp = await store('The boat that nobody pays for.', {}, tenant);
    await indexer.index(wakeUp);
    expect(provider.calls).toHaveLength(calls);
    expect(await documents.find(tenant, wakeUp.documentId)).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/this month is spent/),
    });
    expect(await documents.find(tenant, before.documentId)).toMatchObject({ status: 'indexed', chunks: 1 });
    const free = await store('The boat found by its words.', {}, tenant);
    await indexerBy(hashedEmbeddings).index(free);
    expect(await documents.find(tenant, free.documentId)).toMatchObject({ status: 'indexed' });
  });

  it('fails with a sentence when the provider refuses it', async () => {
    const wakeUp = await store('A boat that may not be named.');
    provider.failure = () => new ProviderError('invalid_input', 'openai refused the request.');
    await indexerBy(embeddingsBy('small')).index(wakeUp);
    expect(await documents.find(tenantId, wakeUp.documentId)).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/refused a passage/),
    });
  });
});

describe('a document that was indexed under another model', () => {
  it('gets new vectors, and keeps none of the old ones', async () => {
    const wakeUp = await store('The ferry sails.');
    await indexerBy(hashedEmbeddings).index(wakeUp);
    expect(await vectorsOf(hashedEmbeddings.model, wakeUp.documentId)).toHaveLength(1);
    const renewer = renewerBy(embeddingsBy('small'));
    expect(await renewer.due(100)).toContainEqual(wakeUp);
    await renewer.renew(wakeUp);
    expect(await vectorsOf('openai/small', wakeUp.documentId)).toHaveLength(1);
    expect(await vectorsOf(hashedEmbeddings.model, wakeUp.documentId)).toEqual([]);
    expect(await renewer.due(100)).not.toContainEqual(wakeUp);
    await renewer.renew(wakeUp);
    expect(provider.calls).toHaveLength(1);
  });

  it('gets vectors of all passages with its next version, also of those that stay', async () => {
    const metadata = { source: 'tests', title: 'Boats' };
    await indexerBy(hashedEmbeddings).index(await store('The first boat.', metadata));
    const wakeUp = await store('The first boat.\nThe second boat.', metadata);
    await indexerBy(embeddingsBy('small')).index(wakeUp);
    const ids = await documents.chunkIds(tenantId, wakeUp.documentId);
    expect((await vectorsOf('openai/small', wakeUp.documentId)).toSorted()).toEqual(ids.toSorted());
    expect(await vectorsOf(hashedEmbeddings.model, wakeUp.documentId)).toEqual([]);
  });

  it('keeps its old vectors while the provider is away or not set up, which is then left alone', async () => {
    const wakeUp = await store('The boat leaks.');
    await indexerBy(hashedEmbeddings).index(wakeUp);
    for (const failure of [outage, new ProviderError('internal', 'The key is wrong.')]) {
      const renewer = renewerBy(embeddingsBy('small'));
      provider.failure = () => failure;
      await expect(renewer.renew(wakeUp)).rejects.toThrow(/not answer|not set up/);
      provider.failure = () => undefined;
      expect(await renewer.due(100)).toEqual([]);
      await renewer.renew(wakeUp);
    }
    expect(provider.calls).toEqual([]);
    expect(await vectorsOf(hashedEmbeddings.model, wakeUp.documentId)).toHaveLength(1);
    expect(await documents.find(tenantId, wakeUp.documentId)).toMatchObject({ status: 'indexed' });
    expect(await renewerBy(embeddingsBy('small')).due(100)).toContainEqual(wakeUp);
  });

  it('says so when the provider refuses it, and is not tried again', async () => {
    const wakeUp = await store('The boat burns.');
    await indexerBy(hashedEmbeddings).index(wakeUp);
    const renewer = renewerBy(embeddingsBy('small'));
    provider.failure = () => new ProviderError('invalid_input', 'openai refused the request.');
    await renewer.renew(wakeUp);
    expect(await documents.find(tenantId, wakeUp.documentId)).toMatchObject({
      status: 'indexed',
      warnings: [expect.stringMatching(/by its words alone/)],
    });
    expect(await renewer.due(100)).not.toContainEqual(wakeUp);
    expect(await renewerBy(embeddingsBy('large')).due(100)).toContainEqual(wakeUp);
  });

  it('leaves nothing behind when it is deleted meanwhile', async () => {
    const wakeUp = await store('The boat sinks.');
    await indexerBy(hashedEmbeddings).index(wakeUp);
    const embeddings = embeddingsBy('small');
    const deleting: PassageEmbeddings = {
      ...embeddings,
      model: embeddings.model,
      embed: async (tenant, texts) => {
        await documents.delete(tenant, wakeUp.documentId);
        return embeddings.embed(tenant, texts);
      },
    };
    await renewerBy(deleting).renew(wakeUp);
    expect(provider.calls).toHaveLength(1);
    expect(await vectorsOf('openai/small', wakeUp.documentId)).toEqual([]);
  });
});
