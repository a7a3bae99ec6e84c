import {
  expectedByTerm,
  figures,
  holdsAnswer,
  relatedTo,
  sameFigure,
  terms,
  withoutMarkers,
} from '@octollm/text';
import { type Verdict, verdictOf } from './verdict.ts';

/** `mentions the year`, `must not name Sundal`: what a text does by holding words. */
const lexical =
  /\b(?:mention|contain|include|name|state|say|give|hold|list|refer to|use)(?:s|es|d|ed|ing)?\b(?: (?:the )?(?:words?|terms?|phrase|name))?/i;
const negated = /\b(?:not|never|no|without|avoids?)\b|n['’]t\b/i;
const quotation = /["“']([^"”']{1,200})["”']/;

/** `production` and `produces`, whose stems differ. */
const isOneWord = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 5 && (a.startsWith(b) || b.startsWith(a));

/** A term is held by itself, by a word that means the same, or by what it asks for: a year by `1938`. */
const holdsTerm = (output: string, said: ReadonlySet<string>, term: string): boolean => {
  const isSaid = (other: string): boolean =>
    said.has(other) || [...said].some((one) => isOneWord(one, other));
  if (isSaid(term) || relatedTo(term).some((other) => said.has(other))) return true;
  const expected = expectedByTerm(term);
  return expected !== undefined && holdsAnswer(expected, output);
};

/** What the criterion names, after the verb: all of its terms and figures, or the phrase in quotation marks. */
const holdsNamed = (criterion: string, output: string): boolean | undefined => {
  const phrase = quotation.exec(criterion)?.[1];
  if (phrase !== undefined) return output.toLowerCase().includes(phrase.toLowerCase());
  const verb = lexical.exec(criterion);
  const named = verb === null ? criterion : criterion.slice(verb.index + verb[0].length);
  const wanted = terms(named).filter(
    (term) => !/^(?:answer|output|respons|text|repli|least|must)$/.test(term),
  );
  if (wanted.length === 0) return undefined;
  const said = new Set(terms(output));
  const known = figures(output);
  return (
    wanted.every((term) => holdsTerm(output, said, term)) &&
    figures(named).every((figure) => known.some((other) => sameFigure(figure, other)))
  );
};

/**
 * Holding words, figures or a quoted phrase. A criterion without such a verb passes when the answer holds all of its
 * terms and is undecided otherwise: that a word is missing does not show that `is polite` is not met.
 */
export const byWording = (criterion: string, output: string): Verdict => {
  const isLexical = lexical.test(criterion) || quotation.test(criterion);
  const holds = holdsNamed(criterion, withoutMarkers(output).trim());
  if (holds === undefined) return 'undecided';
  if (negated.test(criterion)) return isLexical ? verdictOf(!holds) : 'undecided';
  if (holds) return 'passed';
  return isLexical ? 'failed' : 'undecided';
};
