import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { UserError } from '../output/index.ts';
import { readJson, writePrivateJson } from '../stack/index.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { SourceDocument } from './source-documents.ts';

const betweenPollsMs = 50;
const indexingTimeoutMs = 120_000;

/** The ids of the documents that the demo ingested last, by source. */
const Ingested = z.record(z.string(), z.string());

export interface Ingestion {
  readonly client: GatewayClient;
  readonly documents: readonly SourceDocument[];
  /** Where the demo remembers what it has ingested, so that an edited file replaces its former self. */
  readonly memory: string;
  /** Told how many documents are indexed. */
  readonly progress: (indexed: number) => void;
}

const untilIndexed = async (client: GatewayClient, id: string, source: string): Promise<void> => {
  const deadline = performance.now() + indexingTimeoutMs;
  for (;;) {
    const { status, error } = await client.document(id);
    if (status === 'indexed') return;
    if (status === 'failed')
      throw new UserError(`${source} could not be indexed: ${error ?? 'no reason was given'}`);
    if (performance.now() > deadline)
      throw new UserError(
        `${source} was not indexed within ${indexingTimeoutMs / 1_000} s. The log of retriever-arm says more.`,
      );
    await delay(betweenPollsMs);
  }
};

/**
 * Ingests documents and resolves when all are indexed. What the demo ingested before and has changed or gone since
 * is deleted, or the answer could cite a passage that stands nowhere any more.
 * @throws UserError when one cannot be indexed
 */
export const ingest = async ({ client, documents, memory, progress }: Ingestion): Promise<void> => {
  const before = (await readJson(memory, Ingested)) ?? {};
  const now: Record<string, string> = {};
  for (const { source, title, text } of documents)
    now[source] = (await client.createDocument(text, { title, source })).id;
  const current = new Set(Object.values(now));
  for (const id of Object.values(before)) if (!current.has(id)) await client.deleteDocument(id);
  await writePrivateJson(memory, now);

  let indexed = 0;
  for (const [source, id] of Object.entries(now)) {
    await untilIndexed(client, id, source);
    indexed += 1;
    progress(indexed);
  }
};
