import { Inject, Injectable } from '@nestjs/common';
import { addUsage, noUsage, Passages, RetrieverAskInput, RetrieverAskOutput } from '@octollm/contracts';
import { Searcher } from '@octollm/retrieval';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
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
    const request = { method, limit, filters: {}, min_score: 0 };
    await call.tell?.({ type: 'progress', stage: 'searching' });
    const found = await whenAvailable(() =>
      Promise.all(
        queries.map((query) => this.searcher.search(call.tenantId, { ...request, query }, { diverse: true })),
      ),
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
    const usage = found.reduce((sum, search) => addUsage(sum, search.usage), {
      ...noUsage,
      ...answered.usage,
    });
    return { ...answered, usage, output: { answer, passages }, warnings: [...known] };
  }
}
