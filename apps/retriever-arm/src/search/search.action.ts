import { Inject, Injectable } from '@nestjs/common';
import { RetrieverSearchInput, RetrieverSearchOutput } from '@octollm/contracts';
import { Searcher } from '@octollm/retrieval';
import type { ArmAction, ArmCall, ArmResult } from '@octollm/service-kit';
import { whenAvailable } from '../stores/when-available.ts';
import { SearchCosts } from './search-costs.ts';

/** Searches the tenant's documents. */
@Injectable()
export class SearchAction implements ArmAction<RetrieverSearchInput, RetrieverSearchOutput> {
  readonly name = 'search';
  readonly input = RetrieverSearchInput;
  readonly output = RetrieverSearchOutput;

  constructor(@Inject(Searcher) private readonly searcher: Searcher) {}

  async run(input: RetrieverSearchInput, call: ArmCall): Promise<ArmResult<RetrieverSearchOutput>> {
    const costs = new SearchCosts(call);
    const { results, warnings } = await whenAvailable(() =>
      this.searcher.search(call.tenantId, input, { onUsage: costs.add }),
    );
    return {
      output: { method: input.method, results: [...results] },
      confidence: results[0]?.score ?? 0,
      sources: [...new Set(results.map(({ document_id }) => document_id))],
      warnings,
      usage: costs.soFar,
    };
  }
}
