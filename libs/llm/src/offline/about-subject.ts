import { fold, type QuestionPart, type QuestionWord, stopWords, words, wordTerms } from '@octollm/text';
import type { Candidate } from './candidate.ts';
import { matchOf, strength, wasMentioned } from './match.ts';

const isNumber = (word: QuestionWord): boolean => /^\p{N}/u.test(word.text);
const isCapitalised = (text: string): boolean => /^\p{Lu}/u.test(text) && !stopWords.has(fold(text));

/** The name that stands before a head noun in a sentence: the last `Sundal` of `the Sundal bridge`. */
const modifierOf = (sentence: string, head: QuestionWord): string | undefined => {
  const spoken = words(sentence);
  const at = spoken.findLastIndex(
    (word, index) =>
      index > 0 && wordTerms(word.text)[0] === head.terms[0] && isCapitalised(spoken[index - 1]?.text ?? ''),
  );
  return spoken[at - 1]?.text;
};

/**
 * Whether the sentence speaks of a namesake: `Sundal bridge` where the question has `Halden bridge`. One that only says
 * `the bridge` speaks of the one that was named last before it.
 */
const isOfNamesake = (candidate: Candidate, subject: readonly QuestionWord[]): boolean => {
  const head = subject.at(-1);
  if (head === undefined || subject.length < 2 || isCapitalised(head.text)) return false;
  const known = new Set(subject.flatMap(({ terms }) => terms));
  for (const { text } of candidate.all.slice(0, candidate.index + 1).toReversed()) {
    const modifier = modifierOf(text, head);
    if (modifier !== undefined) return !wordTerms(modifier).some((term) => known.has(term));
  }
  return false;
};

/** Whether the sentence holds a name that the question does not: it may well be about that. */
const holdsForeignName = (candidate: Candidate, subject: readonly QuestionWord[]): boolean => {
  const known = new Set(subject.flatMap(({ terms }) => terms));
  return words(candidate.sentence.text).some(
    (word, index) =>
      (index > 0 ? isCapitalised(word.text) : /\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(word.text)) &&
      !wordTerms(word.text).some((term) => known.has(term)),
  );
};

/**
 * Whether a sentence, read where it stands, is about the subject of the question. Each word of the subject must be in
 * the sentence, above it or just before it; earlier in the passage will do for a name when the sentence holds no other
 * name. A question that asks nothing further of its subject needs it in the sentence itself.
 */
export const isAboutSubject = (candidate: Candidate, part: QuestionPart): boolean => {
  const { subject, focus } = part;
  if (subject.length === 0) return true;
  const matches = subject.map((word) => ({ word, match: matchOf(candidate, word) }));
  if (matches.some(({ match }) => match === strength.nowhere)) return false;
  if (matches.some(({ word, match }) => isNumber(word) && match < strength.before)) return false;
  const names = matches.filter(({ word }) => !isNumber(word));
  const saysName = names.every(({ match }) => match === strength.own);
  if (!saysName && isOfNamesake(candidate, subject)) return false;
  const loose = names.filter(({ match }) => match === strength.around);
  if (loose.some(({ word }) => !wasMentioned(candidate, word))) return false;
  if (loose.length === names.length && loose.length > 0 && holdsForeignName(candidate, subject)) return false;
  return focus.some(({ inherited }) => !inherited) || names.length === 0 || saysSubject(candidate, names);
};

/** `It stands ...`, `At 3,120 metres it is ...`: the sentence before said what it is. */
const saysIt =
  /^(?:(?:at|by|for|from|in|on|since|until|with) (?:[^,;]|,(?=\d)){1,40},? )?(?:it|its|they|their)\b/i;

const saysSubject = (
  candidate: Candidate,
  names: readonly { readonly word: QuestionWord; readonly match: number }[],
): boolean => names.some(({ match }) => match >= strength.related) || saysIt.test(candidate.sentence.text);
