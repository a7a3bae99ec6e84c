import { inverseDocumentFrequency, type QuestionWord, type TermStatistics } from '@octollm/text';

/** How telling a word of the question is: its own weight, between half and one and a half times for the rarest. */
export const wordWeight = (word: QuestionWord, statistics: TermStatistics): number => {
  const rarity = inverseDocumentFrequency(word.terms[0] ?? '', statistics);
  const greatest = inverseDocumentFrequency('', { chunks: statistics.chunks, frequencies: new Map() });
  return word.weight * (0.5 + rarity / greatest);
};
