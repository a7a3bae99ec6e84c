import { units } from '../figures/units.ts';
import { fold } from '../words/fold.ts';
import { irregularForms } from '../words/irregular.ts';
import { stem } from '../words/stem.ts';
import { stopWords } from '../words/stop-words.ts';
import { wordTerms } from '../words/terms.ts';
import { words } from '../words/words.ts';
import { type ExpectedAnswer, expectedAnswer, expectedByTerm } from './expected-answer.ts';
import { emptyStems, genericStems } from './generic-words.ts';
import { splitQuestion } from './split-question.ts';

/** A word of a question that an answer should speak of. */
export interface QuestionWord {
  readonly text: string;
  /** Its terms: the stem first, then the stems of the words inside an identifier. */
  readonly terms: readonly string[];
  /** How much it matters beside the others, from 0 to 1. */
  readonly weight: number;
  /** Whether a text may well answer without it: `component`, `platform`. */
  readonly generic: boolean;
  /** Whether it is the verb of a question with `do` or a modal verb: a row of a table answers without it. */
  readonly verb: boolean;
  /** Whether it was taken over from the part before. */
  readonly inherited: boolean;
}

/** One of the questions that a text asks. */
export interface QuestionPart {
  readonly text: string;
  readonly expected: ExpectedAnswer;
  /** The words of a name and the noun it belongs to (`Halden bridge`), and numbers: an answer must be about these. */
  readonly subject: readonly QuestionWord[];
  /** What is asked of the subject. */
  readonly focus: readonly QuestionWord[];
  /** Without this an answer misses the point: the `lanes` of `how many lanes`, the `approves` of `who approves`. */
  readonly point: QuestionWord | null;
}

const genericWeight = 0.3;
const inheritedWeight = 0.5;
/** What was asked of the subject before says little of what is asked of it now. */
const hintWeight = 0.15;
const pronoun = /\b(?:it|its|they|them|their|theirs|he|she|him|his|her|this|that|these|those|there|then)\b/i;
const isName = (text: string): boolean => /^\p{Lu}|\p{N}|\p{Ll}\p{Lu}/u.test(text);
/** After these a question ends in a verb: `how much does the Sea Otter carry`. */
const supports = /\b(?:do|does|did|can|could|will|would|should|may|might|must)\b/i;
const interrogative = /^(?:when|who|whom|whose|where|why|how|what|which|many|much)$/;

const unitStems = new Map([...units].map(([word, { dimension }]) => [stem(word), dimension]));

interface Parsed {
  readonly text: string;
  readonly expected: ExpectedAnswer;
  readonly subject: QuestionWord[];
  readonly focus: QuestionWord[];
  readonly point: QuestionWord | null;
}

/** The `metres` of `how many metres high`: another unit of length will do. */
const asksInUnit = (expected: ExpectedAnswer, term: string): boolean => {
  if (expected.kind !== 'quantity' || expected.measure.name === 'number') return false;
  const dimension = unitStems.get(term);
  return dimension !== undefined && expected.measure.dimensions.includes(dimension);
};

const asksFor = (expected: ExpectedAnswer, term: string): boolean =>
  (expected.kind === 'quantity' && expected.measure.stems.has(term)) ||
  asksInUnit(expected, term) ||
  (expected.kind === 'time' && expectedByTerm(term)?.kind === 'time') ||
  (expected.kind === 'frequency' && /^(?:often|frequent|regularli)$/.test(term));

const asks = { number: /\bmany\s+([^]+)/i, person: /\bwho(?:m|se)?\b([^]+)/i } as const;

/** The first word of the focus after `how many` or `who`. */
const pointOf = (
  text: string,
  expected: ExpectedAnswer,
  focus: readonly QuestionWord[],
): QuestionWord | null => {
  const isNumber = expected.kind === 'quantity' && expected.measure.name === 'number';
  if (!isNumber && expected.kind !== 'person') return null;
  const after = (isNumber ? asks.number : asks.person).exec(text)?.[1] ?? '';
  const next = words(after).find((word) => wordTerms(word.text).length > 0);
  return focus.find((word) => word.text === next?.text) ?? null;
};

const parse = (text: string): Parsed => {
  const all = words(text);
  const expected = expectedAnswer(all.map((word) => word.text));
  const subject: QuestionWord[] = [];
  const focus: QuestionWord[] = [];
  const endsInVerb = supports.test(text);
  let previousWasName = false;
  for (const [index, word] of all.entries()) {
    const folded = fold(word.text);
    const terms = wordTerms(word.text);
    const first = terms[0];
    const touches = index > 0 && /^[\s-]*$/.test(text.slice(all[index - 1]?.end ?? 0, word.start));
    const isEmpty = interrogative.test(folded) || emptyStems.has(first ?? '');
    if (first === undefined || stopWords.has(folded) || isEmpty || asksFor(expected, first)) {
      previousWasName = false;
      continue;
    }
    const named = index > 0 && isName(word.text);
    const generic = genericStems.has(first) && !named;
    const weight = generic ? genericWeight : 1;
    const verb = endsInVerb && !named && index === all.length - 1;
    const entry = { text: word.text, terms, weight, generic, verb, inherited: false };
    const isParticiple = /ed$|ing$/.test(folded) || irregularForms.has(folded);
    const heads = previousWasName && touches && !verb && !isParticiple;
    if (named || heads) subject.push(entry);
    else focus.push(entry);
    previousWasName = named && /\p{L}/u.test(word.text);
  }
  return { text, expected, subject, focus, point: pointOf(text, expected, focus) };
};

const inherit = (
  words: readonly QuestionWord[],
  known: readonly QuestionWord[],
  share: number,
): QuestionWord[] =>
  words
    .filter((word) => !known.some((own) => own.terms[0] === word.terms[0]))
    .map((word) => ({ ...word, weight: word.weight * share, inherited: true }));

/**
 * The questions that a text asks, each with what an answer must speak of. A part that names nothing itself
 * (`and when was it opened?`) takes over the subject of the part before: as its subject when a pronoun points there,
 * as a hint otherwise.
 */
export const questionParts = (question: string): QuestionPart[] => {
  const parts: QuestionPart[] = [];
  for (const text of splitQuestion(question)) {
    const own = parse(text);
    const before = parts.at(-1);
    if (before === undefined || own.subject.length > 0) {
      parts.push(own);
      continue;
    }
    const points = pronoun.test(text) || own.focus.length === 0;
    const subject = points ? inherit(before.subject, own.focus, inheritedWeight) : [];
    const hints =
      subject.length > 0
        ? inherit(before.focus, own.focus, hintWeight)
        : inherit([...before.subject, ...before.focus], own.focus, inheritedWeight);
    parts.push({ ...own, subject, focus: [...own.focus, ...hints] });
  }
  return parts;
};
