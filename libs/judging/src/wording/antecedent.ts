import type { Sentence } from '@octollm/text';

const pointsBack = /^(?:it|its|they|their|he|his|she|her)\b/i;
const verb = /\b(?:is|are|was|were|has|have|had|can|cannot|may|must|will|does|do|did)\b/i;

/** What a sentence is about, as it writes it: what stands before its verb. */
const subjectOf = (sentence: string): string => {
  const at = verb.exec(sentence)?.index ?? 0;
  return sentence.slice(0, at);
};

/**
 * For each sentence of a passage, what a pronoun that it begins with stands for: the subject of the last sentence of its
 * paragraph that names one. Empty for a sentence that names its own.
 */
export const antecedentsOf = (all: readonly Sentence[]): string[] => {
  let named = { block: -1, subject: '' };
  return all.map(({ text, block }) => {
    if (!pointsBack.test(text)) {
      named = { block, subject: subjectOf(text) };
      return '';
    }
    return named.block === block ? named.subject : '';
  });
};
