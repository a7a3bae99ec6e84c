import { Inject, Injectable } from '@nestjs/common';
import { addUsage, noUsage, Passages, RetrieverAskInput, RetrieverAskOutput } from '@octollm/contracts';
import { Searcher } from '@octollm/retrieval';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { SearchCosts } from '../search/search-costs.ts';
import { whenAvailable } from '../stores/when-available.ts';
import { Answerer } from './answerer.ts';

/** Searches the tenant's documents and answers from what is found: one call for a question that needs no plan. */
@Injectable()
export class AskAction implements ArmAction<RetrieverAskInput, RetrieverAskOutput> {
  readonly name = 'ask';
  readonly input = RetrieverAskInput;
  readonly output = RetrieverAskOutput;

  constructor(
    @Inject(Searcher) private readonly searcher: Searcher,
    @Inject(Answerer) private readonly answerer: Answerer,
  ) {}

  async run(
    { question, queries, method, limit }: RetrieverAskInput,
    call: ArmCall,
  ): Promise<ArmResult<RetrieverAskOutput>> {
    const costs = new SearchCosts(call);
    const request = { method, limit, filters: {}, min_score: 0 };
    const options = { diverse: true, onUsage: costs.add };
    await call.tell?.({ type: 'progress', stage: 'searching' });
    const found = await whenAvailable(() =>
      allEnded(queries.map((query) => this.searcher.search(call.tenantId, { ...request, query }, options))),
    );
    await call.tell?.({ type: 'progress', stage: 'answering' });
    const passages = Passages.parse(found.map(({ results }) => results));
    const {
      output: answer,
      warnings = [],
      ...answered
    } = await this.answerer.answer(call, {
      question,
      passages,
      searches: queries.length,
    });
    const known = new Set([...found.flatMap((search) => search.warnings), ...warnings]);
    const usage = addUsage(costs.soFar, { ...noUsage, ...answered.usage });
    return { ...answered, usage, output: { answer, passages }, warnings: [...known] };
  }
}

/** The results of all, once the last has ended: one that fails does not leave others behind that are paid unnoticed. */
const allEnded = async <Result>(all: readonly Promise<Result>[]): Promise<Result[]> => {
  await Promise.allSettled(all);
  return Promise.all(all);
};
