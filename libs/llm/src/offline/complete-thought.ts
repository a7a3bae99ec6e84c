import type { QuestionPart, Sentence } from '@octollm/text';
import { type Candidate, leadOf } from './candidate.ts';
import { isTopicOfSection } from './choose.ts';
import { matchOf, strength } from './match.ts';

const pointsBack =
  /^(?:it|its|this|that|these|those|they|their|he|she|his|her|then|such|there|both|afterwards|otherwise|instead)\b/i;
const introduces = /:[*_`)]*$/;
const mostEntries = 10;

/** What an introduction ends in a colon for: the list, the code or the table that follows. */
const introduced = (all: readonly Sentence[], index: number): Sentence[] => {
  const first = all[index + 1];
  if (first === undefined || first.blockKind === 'paragraph' || first.blockKind === 'heading') return [];
  const rest = all.slice(index + 1);
  const end = rest.findIndex(({ blockKind }) => blockKind !== first.blockKind);
  const entries = end === -1 ? rest : rest.slice(0, end);
  return entries.slice(0, first.blockKind === 'code' ? 1 : mostEntries);
};

const isUnderstood = (candidate: Candidate, part: QuestionPart): boolean =>
  [...part.subject, ...part.focus]
    .filter(({ weight, inherited }) => weight >= 0.5 && !inherited)
    .every((word) => matchOf(candidate, word) >= strength.heading);

/**
 * A sentence with what it needs to be understood: the one before it when it points back and does not itself say what the
 * question is about, what it introduces with a colon, and for an open question the one after it when that goes on.
 */
export const completeThought = (candidate: Candidate, part: QuestionPart): Sentence[] => {
  const { all, index, sentence } = candidate;
  const before = leadOf(all, index);
  const next = all[index + 1];
  const needsBefore =
    before !== undefined && pointsBack.test(sentence.text) && !isUnderstood(candidate, part);
  const goesOn =
    part.expected.kind === 'open' &&
    next?.block === sentence.block &&
    (pointsBack.test(next.text) || (candidate.opensSection && isTopicOfSection(candidate, part)));
  const following = introduces.test(sentence.text) ? introduced(all, index) : goesOn ? [next] : [];
  return [...(needsBefore ? [before] : []), sentence, ...following];
};
