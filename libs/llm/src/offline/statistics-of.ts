import { type TermStatistics, terms } from '@octollm/text';
import type { SourcePassage } from './source-passage.ts';

/** The statistics of passages that are all the collection there is. */
export const statisticsOf = (passages: readonly SourcePassage[]): TermStatistics => {
  const frequencies = new Map<string, number>();
  for (const { text } of passages)
    for (const term of new Set(terms(text))) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
  return { chunks: passages.length, frequencies };
};
