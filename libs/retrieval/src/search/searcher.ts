import { Flights } from '@octollm/cache';
import type { SearchMethod, SearchRequest, SearchResult, Usage } from '@octollm/contracts';
import {
  type CorpusStatistics,
  EmbeddingUnavailableError,
  type KeywordIndex,
  type QueryEmbedder,
  type VectorIndex,
} from '../indexes.ts';
import { bm25, shareOf } from '../keyword/bm25.ts';
import { distinct } from '../ranking/distinct.ts';
import { diverse } from '../ranking/diversity.ts';
import { expansionCandidates, expansionOf } from '../ranking/expansion.ts';
import { joinRankings } from '../ranking/join-rankings.ts';
import { PassageReader } from '../ranking/read-passage.ts';
import { Repetitions } from '../ranking/repetitions.ts';
import { rerank } from '../ranking/rerank.ts';
import { searchByVector } from '../vector/vector-search.ts';
import { type RankedPassage, toResult } from './ranked-passage.ts';
import { type ReadQuery, readQuery } from './read-query.ts';
import { searchKey } from './search-key.ts';

/** So many passages of each ranking are looked at, or as many as are asked for: what is first may not be what fits best. */
const depth = 50;
/** How much further is looked once, when most of these only repeat each other: boilerplate hides what stands below it. */
const widening = 4;

/** How much the places in the ranking of vectors that only stand for words count beside those in the keyword ranking. */
const lexicalVectorWeight = 0.5;

export interface SearcherOptions {
  readonly keywords: KeywordIndex;
  readonly vectors: VectorIndex;
  readonly embedder: QueryEmbedder;
  /** The methods whose passages are put in order once more by what they say. @default hybrid */
  readonly reranked?: readonly SearchMethod[];
}

export interface SearchOptions {
  /** Leaves out what repeats a better passage, even where there is room, and prefers what says something new. @default false */
  readonly diverse?: boolean;
  /**
   * Hears what the vector of the query has cost as soon as it is paid, also when the search fails after that. Of searches
   * that share one, the first one's alone.
   */
  readonly onUsage?: (usage: Usage) => void;
}

/** What a search found, and what could not be done as asked. */
export interface Found {
  readonly results: readonly SearchResult[];
  readonly warnings: readonly string[];
}

/** A search under way. */
interface Run {
  readonly tenantId: string;
  readonly request: SearchRequest;
  readonly query: ReadQuery;
  readonly depth: number;
  readonly reader: PassageReader;
  readonly warnings: string[];
  readonly onUsage: (usage: Usage) => void;
}

/** The terms that the best passages use, and the statistics of these and of the terms of the query. */
interface Expansion {
  readonly terms: ReadonlyMap<string, number>;
  readonly statistics: CorpusStatistics;
}

interface Chosen {
  readonly passages: readonly RankedPassage[];
  readonly isCrowded: boolean;
}

interface Ranked {
  readonly passages: readonly RankedPassage[];
  readonly statistics: CorpusStatistics;
}

const nothing: Ranked = { passages: [], statistics: { chunks: 0, averageLength: 0, frequencies: new Map() } };

const unavailable =
  'The embedding model could not be asked: passages were looked for by their words alone. Search again later for those that say it otherwise.';

/** Finds the passages of a tenant that fit a query. */
export class Searcher {
  readonly #keywords: KeywordIndex;
  readonly #vectors: VectorIndex;
  readonly #embedder: QueryEmbedder;
  readonly #reranked: ReadonlySet<SearchMethod>;
  readonly #shared = new Flights<Found>();

  constructor({ keywords, vectors, embedder, reranked = ['hybrid'] }: SearcherOptions) {
    this.#keywords = keywords;
    this.#vectors = vectors;
    this.#embedder = embedder;
    this.#reranked = new Set(reranked);
  }

  /**
   * The passages that fit, best first. Scores lie between 0 and 1 and can be compared between queries: for keyword see
   * `keywordShare`, for vector the cosine, for hybrid see `rerank`. Those who search for the same at the same time share
   * one search, and its error. A passage that only repeats a better one takes the place of none that says something else,
   * see `distinct`.
   */
  search(tenantId: string, request: SearchRequest, options: SearchOptions = {}): Promise<Found> {
    const isDiverse = options.diverse === true;
    const key = searchKey(tenantId, request, { isDiverse, isLexical: this.#embedder.isLexical });
    return this.#shared.join(key, () => this.#search(tenantId, request, options));
  }

  async #search(
    tenantId: string,
    request: SearchRequest,
    { diverse: isDiverse = false, onUsage = () => {} }: SearchOptions,
  ): Promise<Found> {
    const query = readQuery(request.query);
    const run: Run = {
      tenantId,
      request,
      query,
      depth: Math.max(depth, request.limit),
      reader: new PassageReader(query.sought),
      warnings: [],
      onUsage,
    };
    const near = await this.#chosen(run, isDiverse);
    const wide: Run = { ...run, depth: run.depth * widening, warnings: [] };
    const [{ passages }, { warnings }] = near.isCrowded
      ? [await this.#chosen(wide, isDiverse), wide]
      : [near, run];
    return { results: passages.map((passage, index) => toResult(passage, index + 1)), warnings };
  }

  /** The passages that are shown, and whether more than half of their places have nothing new to show. */
  async #chosen(run: Run, isDiverse: boolean): Promise<Chosen> {
    const { limit, min_score: least, method } = run.request;
    const ranked = await this.#by(method, run);
    const good = ranked.filter(({ score }) => score >= least);
    const { passages, different } = isDiverse
      ? diverse(good, limit, run.reader)
      : distinct(good, limit, new Repetitions(run.reader));
    const mayBeMore = ranked.length >= run.depth && good.length === ranked.length;
    return { passages, isCrowded: mayBeMore && different < limit / 2 };
  }

  async #by(method: SearchMethod, run: Run): Promise<readonly RankedPassage[]> {
    switch (method) {
      case 'keyword': {
        const keyword = await this.#byKeyword(run);
        return inOrder(keyword, await this.#expansion(method, keyword, run), run, this.#embedder);
      }
      case 'vector': {
        const statistics = await this.#keywords.termStatistics(run.tenantId, run.query.sought);
        const passages = await this.#byVector({ passages: [], statistics }, run);
        if (passages === undefined) return this.#by('keyword', run);
        const vector = { passages, statistics };
        return inOrder(vector, await this.#expansion(method, vector, run), run, this.#embedder);
      }
      case 'hybrid': {
        const keyword = await this.#byKeyword(run);
        const byVector = this.#byVector(keyword, run);
        const expanding = this.#expansion(method, keyword, run);
        // A search does not fail before it knows what its vector costs.
        await Promise.allSettled([byVector, expanding]);
        const [vector, expansion] = await Promise.all([byVector, expanding]);
        const weight = this.#embedder.isLexical ? lexicalVectorWeight : 1;
        const joined = { ...keyword, passages: joinRankings(keyword.passages, vector ?? [], weight) };
        return inOrder(joined, expansion, run, this.#embedder);
      }
    }
  }

  async #byKeyword({ tenantId, request, query, depth: limit }: Run): Promise<Ranked> {
    if (query.sought.length === 0) return nothing;
    const { found, statistics } = await this.#keywords.searchByTerms(tenantId, query.sought, {
      limit,
      filters: request.filters,
      bm25,
    });
    const passages = found.map(({ chunk, score }) => {
      const keyword = Math.min(1, shareOf(score, query.sought, statistics));
      return { passage: chunk, score: keyword, scores: { keyword } };
    });
    return { passages, statistics };
  }

  /** Undefined when the query has no vector because the embedding model cannot be asked. */
  async #byVector({ passages, statistics }: Ranked, run: Run): Promise<RankedPassage[] | undefined> {
    const { tenantId, query, reader, depth: limit, request } = run;
    const known = new Map(passages.map(({ passage }) => [passage.chunkId, passage]));
    const stores = { keywords: this.#keywords, vectors: this.#vectors, embedder: this.#embedder };
    const { filters } = request;
    try {
      return await searchByVector(stores, {
        tenantId,
        query,
        statistics,
        filters,
        limit,
        enough: request.limit,
        reader,
        known,
        onUsage: run.onUsage,
      });
    } catch (error) {
      if (!(error instanceof EmbeddingUnavailableError)) throw error;
      run.warnings.push(unavailable);
      return undefined;
    }
  }

  /** The terms of the best passages, for a ranking that is put in order once more. */
  async #expansion(method: SearchMethod, ranked: Ranked, run: Run): Promise<Expansion | undefined> {
    if (!this.#reranked.has(method)) return undefined;
    const { sought } = run.query;
    const { statistics: known } = ranked;
    const candidates = expansionCandidates(ranked.passages, {
      sought,
      statistics: known,
      reader: run.reader,
    });
    const unknown = [...candidates.keys()].filter((term) => !known.frequencies.has(term));
    const { frequencies } = await this.#keywords.termStatistics(run.tenantId, unknown);
    const statistics = {
      ...known,
      frequencies: new Map([...frequencies, ...known.frequencies]),
    };
    return { terms: expansionOf(candidates, statistics), statistics };
  }
}

/** Only the best are read; what stands below has missed its place there by far. */
const inOrder = (
  { passages }: Ranked,
  expansion: Expansion | undefined,
  { query, reader, depth: limit }: Run,
  { isLexical }: QueryEmbedder,
): readonly RankedPassage[] =>
  expansion === undefined
    ? passages
    : rerank(passages.slice(0, limit), {
        query,
        expansion: expansion.terms,
        statistics: expansion.statistics,
        reader,
        vectorsHaveMeaning: !isLexical,
      });
