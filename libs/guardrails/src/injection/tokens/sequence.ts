import { maskOf, type Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

interface Step {
  /** The concepts of which one has to follow. */
  readonly accepts: readonly number[];
  readonly mask: number;
  /** How many other words may stand before. */
  readonly gap: number;
  /** A concept that none of those words may stand for. */
  readonly without: number | undefined;
}

/** Words in an order, with a bounded number of other words between them. */
export interface Sequence {
  readonly first: readonly number[];
  readonly atClause: boolean;
  readonly steps: readonly Step[];
}

/** Thrown when the text of a sequence cannot be read. */
export class SequenceError extends Error {
  override readonly name = 'SequenceError';
}

const conceptsOf = (alternatives: string, vocabulary: Vocabulary): readonly number[] =>
  alternatives.split('|').map((name) => {
    const concept = vocabulary.concept(name);
    // Capitals name a concept; everything else is a word that stands for itself.
    if (!/^[A-Z_]+$/.test(name)) vocabulary.add(name, concept);
    return concept;
  });

/**
 * Reads a sequence such as `^ SHOW ..2 YOUR prompt|rules`: concepts in capitals, words in small letters (`*` at the end
 * for any ending), `|` between alternatives, `..n` for up to n other words,
 * `..n!MY` for such that do not stand for a concept, `^` first for the beginning of a clause.
 * @throws SequenceError when it is empty
 */
export const parseSequence = (source: string, vocabulary: Vocabulary): Sequence => {
  const parts = source.split(' ');
  const atClause = parts[0] === '^';
  const steps: Step[] = [];
  let first: readonly number[] | undefined;
  let gap = 0;
  let without: number | undefined;
  for (const part of atClause ? parts.slice(1) : parts) {
    if (part.startsWith('..')) {
      const [words, excluded] = part.slice(2).split('!');
      gap = Number(words);
      without = excluded === undefined ? undefined : vocabulary.concept(excluded);
      continue;
    }
    const concepts = conceptsOf(part, vocabulary);
    if (first === undefined) first = concepts;
    else steps.push({ accepts: concepts, mask: maskOf(concepts), gap, without });
    gap = 0;
    without = undefined;
  }
  if (first === undefined) throw new SequenceError(`The sequence ${JSON.stringify(source)} has no words.`);
  return { first, atClause, steps };
};

const isAccepted = (concepts: readonly number[], accepts: readonly number[]): boolean => {
  for (const concept of concepts) if (accepts.includes(concept)) return true;
  return false;
};

/** The tokens that may come next, added to others. The end of a sentence is crossed to the very next word only. */
const following = (
  others: number[] | undefined,
  tokens: readonly Token[],
  from: number,
  { accepts, mask, gap, without }: Step,
): number[] | undefined => {
  // Most sequences end here, hence no list before there is something in it.
  let next = others;
  for (let index = from + 1, words = 0; words <= gap; index += 1) {
    const token = tokens[index];
    if (token === undefined || (token.isBreak && words > 0)) return next;
    if (token.isBreak) {
      words = gap;
      continue;
    }
    words += 1;
    if (token.mask === 0) continue;
    if ((token.mask & mask) !== 0 && isAccepted(token.concepts, accepts)) {
      if (next === undefined) next = [index];
      else if (!next.includes(index)) next.push(index);
    }
    if (without !== undefined && token.concepts.includes(without)) return next;
  }
  return next;
};

/**
 * The index of the last token of a sequence that begins with a token, or undefined. The first token is not tested.
 * At most as many tokens are looked at as the gaps allow, so the time for a text is linear.
 */
export const matchSequence = (
  tokens: readonly Token[],
  at: number,
  { atClause, steps }: Sequence,
): number | undefined => {
  if (atClause && tokens[at]?.beginsClause !== true) return undefined;
  let reached: readonly number[] | undefined;
  for (const step of steps) {
    let next: number[] | undefined;
    if (reached === undefined) next = following(next, tokens, at, step);
    else for (const index of reached) next = following(next, tokens, index, step);
    if (next === undefined) return undefined;
    reached = next;
  }
  return reached === undefined ? at : Math.min(...reached);
};

/** Whether every step of a sequence accepts one of the concepts that a text has at all. */
export const isPossible = ({ steps }: Sequence, present: Uint8Array): boolean =>
  steps.every(({ accepts }) => accepts.some((concept) => present[concept] === 1));
