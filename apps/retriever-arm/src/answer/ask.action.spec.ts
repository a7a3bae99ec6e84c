import { noUsage, type Usage } from '@octollm/contracts';
import type { ChunkStore } from '@octollm/memory';
import type { Searcher, SearchOptions } from '@octollm/retrieval';
import { type ArmCall, ArmFailure } from '@octollm/service-kit';
import { describe, expect, it } from 'vitest';
import { SearchAction } from '../search/search.action.ts';
import { Answerer } from './answerer.ts';
import { AskAction } from './ask.action.ts';

const cost: Usage = { ...noUsage, prompt_tokens: 4, cost_usd: 0.001, llm_calls: 1 };
const twice: Usage = { ...noUsage, prompt_tokens: 8, cost_usd: 0.002, llm_calls: 2 };
const away = () => Promise.reject(new ArmFailure('store_unavailable', 'unavailable', 'The store is away.'));

/** Pays for the vector of each query a turn of the event loop after it is asked. A search for `nothing` fails at once, one for `lost` once it is paid. */
const searcher = {
  search: async (_tenant: string, { query }: { query: string }, { onUsage }: SearchOptions) => {
    if (query === 'nothing') return away();
    await new Promise(setImmediate);
    onUsage?.(cost);
    return query === 'lost' ? away() : { results: [], warnings: [] };
  },
} as unknown as Searcher;
const storeWith = (termStatistics: () => Promise<unknown>): ChunkStore =>
  ({ termStatistics, byIds: async () => [] }) as unknown as ChunkStore;
const present = storeWith(async () => ({ chunks: 0, averageLength: 0, frequencies: new Map() }));

/** A call, and what is counted of it when it has failed. */
const callWith = (tell?: ArmCall['tell']) => {
  const counters: (() => Usage)[] = [];
  const call: ArmCall = {
    tenantId: 'acme',
    taskId: 'task',
    stepId: 'step',
    attempt: 1,
    budget: { max_tokens: 10_000, max_cost_usd: 1 },
    signal: new AbortController().signal,
    countUsage: (soFar) => void counters.push(soFar),
    ...(tell === undefined ? {} : { tell }),
  };
  return { call, counted: () => counters.map((soFar) => soFar()) };
};
const asking = (...queries: string[]) => ({
  question: 'Who grinds?',
  queries,
  method: 'hybrid' as const,
  limit: 5,
});
const ask = (store: ChunkStore = present) => new AskAction(searcher, new Answerer(store, null));

describe('what the searches of a question have cost', () => {
  it('is told once when it is answered', async () => {
    const { call } = callWith();
    expect((await ask().run(asking('mill', 'inn'), call)).usage).toEqual(twice);
  });

  it('is counted when one of them fails, and when others are paid after that', async () => {
    const { call, counted } = callWith();
    await expect(ask().run(asking('nothing', 'mill', 'lost'), call)).rejects.toThrow('away');
    expect(counted()).toEqual([twice]);
  });

  it('is counted when the store goes away before the answer is written', async () => {
    const { call, counted } = callWith();
    await expect(ask(storeWith(away)).run(asking('mill', 'inn'), call)).rejects.toThrow('away');
    expect(counted()).toEqual([twice]);
  });

  it('is counted when the call is cancelled after them', async () => {
    const { call, counted } = callWith(async (news) => {
      if (news.type === 'progress' && news.stage === 'answering') throw new Error('The caller is gone.');
    });
    await expect(ask().run(asking('mill', 'inn'), call)).rejects.toThrow('gone');
    expect(counted()).toEqual([twice]);
  });
});

describe('what a search has cost', () => {
  const request = { query: 'mill', method: 'hybrid' as const, limit: 5, filters: {}, min_score: 0 };
  const search = new SearchAction(searcher);

  it('is told when it ends, and counted when it fails', async () => {
    expect((await search.run(request, callWith().call)).usage).toEqual(cost);
    const { call, counted } = callWith();
    await expect(search.run({ ...request, query: 'lost' }, call)).rejects.toThrow('away');
    expect(counted()).toEqual([cost]);
  });
});
