import { Inject, Injectable } from '@nestjs/common';
import { Passages, RetrieverAskInput, RetrieverAskOutput } from '@octollm/contracts';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { Searcher } from '../search/searcher.ts';
import { whenAvailable } from '../stores/when-available.ts';
import { answeredBy } from './answer-result.ts';
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
    { tenantId }: ArmCall,
  ): Promise<ArmResult<RetrieverAskOutput>> {
    const output = await whenAvailable(async () => {
      const request = { method, limit, filters: {}, min_score: 0 };
      const found = await Promise.all(
        queries.map((query) => this.searcher.search(tenantId, { ...request, query })),
      );
      const passages = Passages.parse(found);
      return { answer: await this.answerer.answer(tenantId, question, passages), passages };
    });
    return { output, ...answeredBy(output.answer) };
  }
}
