import { inverseDocumentFrequency, type TermStatistics } from '@octollm/text';
import type { ReadPassage } from './read-passage.ts';

/** How much of the query the title of the document and the headings of the passage hold, from 0 to 1, rare terms counting more. */
export const headingShare = (
  { heading }: ReadPassage,
  sought: Iterable<string>,
  statistics: TermStatistics,
): number => {
  let held = 0;
  let all = 0;
  for (const term of sought) {
    const weight = inverseDocumentFrequency(term, statistics);
    all += weight;
    if (heading.has(term)) held += weight;
  }
  return all === 0 ? 0 : held / all;
};
