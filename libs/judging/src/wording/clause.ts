import { inBase, type Quantity, quantities } from '@octollm/text';
import { conceptsOf } from './concepts.ts';
import type { Meaning } from './lexicon.ts';
import { namesIn } from './names.ts';

/** A part of a sentence that says one thing, as far as contradictions are concerned. */
export interface Clause {
  readonly text: string;
  /** The sentence it is a part of, or is. */
  readonly sentence: string;
  /** What it speaks of: the names of its concepts with their sides, and its figures. */
  readonly tokens: ReadonlyMap<string, -1 | 0 | 1>;
  readonly negations: number;
  /** Concepts that say no by themselves. */
  readonly denying: ReadonlySet<string>;
  /** Whether a figure in it is a lower bound (`more than 3`), an upper one (`at most 3`), or neither. */
  readonly bound: -1 | 0 | 1;
  /** Whether it makes an exception or a condition or speaks of a part, so that what it denies is not what the whole says. */
  readonly isExceptive: boolean;
  /** The names in it, and those that a pronoun it begins with stands for. */
  readonly names: ReadonlySet<string>;
}

const negation =
  /\b(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|(?<!(?:than|and|or) )without|cannot|unable|lacks?|lacked)\b|n['’]t\b|\b(?:left|leaves?|leaving)\b[^.,;]{0,40}\bout\b/gi;
const exception =
  /\b(?:except|unless|only|apart from|other than|not only|instead of|rather than|no longer than|the others?)\b|(?:\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|twenty|thirty|forty|fifty|half|most|some|many|none|neither|all|each|any)) (?:out )?of\b/iu;
const lowerBound =
  /\b(?:more than|over|above|exceed(?:s|ed|ing)?|longer than|older than|higher than|larger than|heavier than|taller than|greater than|beyond)\s+[$€£]?\p{Nd}/iu;
const upperBound =
  /\b(?:at most|up to|no more than|not more than|within|a maximum of|limited to)\s+[$€£]?\p{Nd}|\p{Nd}[^.,;]{0,20} (?:at most|or (?:lower|less|fewer|shorter|lighter|smaller))\b/iu;

/** A figure by its value in the base of its unit, so that `5 MB` and `5 megabytes` are one. */
export const figureToken = ({ kind, value, unit }: Quantity): string => {
  const base = unit === null ? value : (inBase(value, unit) ?? value);
  if (kind === 'fraction') return `#share:${value * 100}`;
  return `#${kind === 'number' ? (unit?.dimension ?? '') : kind}:${Number(base.toPrecision(6))}`;
};

/** What opens and closes is on neither side. */
const sidesOf = (concepts: readonly Meaning[]): [string, -1 | 0 | 1][] =>
  concepts.map(({ name, side }) => [
    name,
    concepts.some((other) => other.name === name && other.side !== side) ? 0 : side,
  ]);

/** `a failed delivery` says nothing of what becomes of it. */
const failedOne = /\b(an?|the|each|every|any|of|\d+) failed\b/gi;

const conceptNames = (text: string): string[] => conceptsOf(text).map(({ name }) => name);

const clauseOf = (text: string, sentence: string, antecedent = ''): Clause => ({
  text,
  sentence,
  names: new Set(namesIn(`${antecedent} ${text}`).flatMap(conceptNames)),
  tokens: new Map([
    ...conceptNames(antecedent).map((name): [string, 0] => [name, 0]),
    ...sidesOf(conceptsOf(text)),
    ...quantities(text).map((one): [string, 0] => [figureToken(one), 0]),
  ]),
  negations: text.match(negation)?.length ?? 0,
  denying: new Set(
    conceptsOf(text.replaceAll(failedOne, '$1 ')).flatMap(({ name, denies }) => (denies ? [name] : [])),
  ),
  bound: lowerBound.test(text) ? 1 : upperBound.test(text) ? -1 : 0,
  isExceptive: exception.test(text) || /\bif\b/i.test(sentence),
});

const seam =
  /;|:\s|,\s|\s[-–—]\s|\s(?=(?:but|while|whereas|although|though|and (?:is|are|was|were|has|have|had|does|do|did|can|cannot|may|will|the|it|its))\b)/i;

/** `undamaged` is not damaged. */
const undone = /\bun(\p{L}{4,}ed)\b/giu;

/**
 * A sentence whole, and the parts of it that say something by themselves.
 * @param antecedent - what a pronoun at its beginning stands for, see `antecedentsOf`
 */
export const clausesOf = (written: string, antecedent = ''): Clause[] => {
  const sentence = written.replaceAll(undone, 'not $1');
  const parts = sentence.split(seam).filter((part) => part.trim() !== '');
  const whole = clauseOf(sentence, sentence, antecedent);
  if (parts.length <= 1) return [whole];
  const clauses = parts.map((part) => clauseOf(part, sentence, antecedent));
  // What one part denies another one may not: then the whole says neither.
  const [large, small] = [
    clauses.filter(({ tokens }) => tokens.size > 1),
    clauses.filter(({ tokens }) => tokens.size <= 1),
  ];
  const isOne =
    whole.negations === 0 || (large.length <= 1 && small.every(({ negations }) => negations === 0));
  return isOne ? [whole, ...clauses] : clauses;
};
