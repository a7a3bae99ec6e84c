import type { Token } from '../tokens/token.ts';
import { vocabulary } from './vocabulary.ts';

const auxiliary = vocabulary.concept('AUXILIARY');
const determiner = vocabulary.concept('DETERMINER');
const inflected = vocabulary.concept('INFLECTED');
const reporting = vocabulary.concept('REPORTING');
const to = vocabulary.concept('TO');
const subject = vocabulary.concept('SUBJECT');
const question = vocabulary.concept('QUESTION');
/** Whoever reads this is told to do it. */
const addressed = ['YOU', 'YOUR', 'MACHINE'].map((name) => vocabulary.concept(name));
/** Who does something stands no farther before it. */
const farthest = 12;

const standsFor = (token: Token | undefined, concept: number): boolean =>
  token !== undefined && token.mask !== 0 && token.concepts.includes(concept);

/** The first word of the part of a sentence that a word stands in. */
const clauseStart = (tokens: readonly Token[], at: number): number => {
  let first = at;
  while (first > 0 && at - first < farthest) {
    if (tokens[first]?.beginsClause === true || tokens[first - 1]?.isBreak === true) break;
    first -= 1;
  }
  return first;
};

/** Whether somebody does what a word says, by the words just before it: `the parser will`, `the parser`, `I`. */
const hasSubject = (tokens: readonly Token[], first: number, at: number): boolean => {
  const [before, twoBefore] = [tokens[at - 1], tokens[at - 2]];
  return (
    standsFor(tokens[at], inflected) ||
    standsFor(before, subject) ||
    (at - 1 > first && standsFor(before, auxiliary)) ||
    (at - 2 > first && standsFor(twoBefore, auxiliary)) ||
    (at - 2 === first && standsFor(twoBefore, determiner))
  );
};

/**
 * Whether words from one token to another tell of somebody else, or ask about it, instead of telling the model to do it:
 * `the jury was told to`, `the compiler will`, `how do I`. Not when the model is spoken to in the same part of the
 * sentence, and not when that part begins with them.
 */
export const isReported = (tokens: readonly Token[], at: number, last: number): boolean => {
  const first = clauseStart(tokens, at);
  if (first === at) return false;
  let isTold = false;
  for (let index = first; index <= last; index += 1) {
    const token = tokens[index];
    if (addressed.some((concept) => standsFor(token, concept))) return false;
    if (index < at && standsFor(token, reporting)) isTold = true;
  }
  const isTo = standsFor(tokens[at - 1], to) || standsFor(tokens[at - 2], to);
  return (isTold && isTo) || standsFor(tokens[first], question) || hasSubject(tokens, first, at);
};
