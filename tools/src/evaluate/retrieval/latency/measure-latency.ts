import type { SearchMethod } from '@octollm/contracts';
import { Searcher } from '@octollm/retrieval';
import type { Output } from '../../../output/index.ts';
import type { IndexedCollection } from '../indexed-collection.ts';
import { generatedDocuments, generatedQueries } from './generated-documents.ts';

/** How long searches take among so many passages, in milliseconds, one after the other. */
export interface SearchLatency {
  readonly passages: number;
  readonly method: SearchMethod;
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** By how much the resident memory of this process has grown since it opened the stores; PostgreSQL has its own. */
  readonly grown_mb: number;
}

const methods: readonly SearchMethod[] = ['keyword', 'vector', 'hybrid'];
const warmUp = 10;

const residentMegabytes = (): number => Math.round(process.memoryUsage.rss() / 2 ** 20);

const measure = async (
  indexed: IndexedCollection,
  method: SearchMethod,
  queries: readonly string[],
  residentBefore: number,
): Promise<SearchLatency> => {
  const searcher = new Searcher(indexed);
  const times: number[] = [];
  for (const [index, query] of queries.entries()) {
    const began = performance.now();
    await searcher.search(indexed.tenant, { query, method, limit: 10, filters: {}, min_score: 0 });
    if (index >= warmUp) times.push(performance.now() - began);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor(share * sorted.length)] ?? 0) * 10) / 10;
  return {
    passages: indexed.passages,
    method,
    p50_ms: at(0.5),
    p95_ms: at(0.95),
    grown_mb: residentMegabytes() - residentBefore,
  };
};

/** Searches the stores of the product while they grow to each of the sizes in turn. */
export const measureLatency = async (
  output: Output,
  open: () => Promise<IndexedCollection>,
  sizes: readonly number[],
): Promise<readonly SearchLatency[]> => {
  const queries = generatedQueries(100 + warmUp);
  const residentBefore = residentMegabytes();
  const indexed = await open();
  const found: SearchLatency[] = [];
  try {
    for (const [seed, size] of sizes.entries()) {
      const began = performance.now();
      const before = indexed.passages;
      await indexed.add(generatedDocuments(size - before, seed));
      const rate = Math.round((indexed.passages - before) / ((performance.now() - began) / 1_000));
      output.line(`  ${indexed.passages} passages (indexed ${rate} a second)`);
      for (const method of methods) {
        const latency = await measure(indexed, method, queries, residentBefore);
        found.push(latency);
        output.line(
          `    ${method.padEnd(8)} p50 ${latency.p50_ms} ms, p95 ${latency.p95_ms} ms, ${latency.grown_mb} MB more`,
        );
      }
    }
  } finally {
    await indexed.close();
  }
  return found;
};
