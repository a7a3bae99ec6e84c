import {
  citationMarkers,
  expectedByTerm,
  figures,
  holdsAnswer,
  proseSentences,
  relatedTo,
  sameFigure,
  terms,
  withoutMarkers,
  words,
} from '@octollm/text';

/** `undecided`: only a reader, or a model, could tell. */
export type Verdict = 'passed' | 'failed' | 'undecided';

const unquoted = (text: string): string => withoutMarkers(text).trim();

/** A limit on the length: `at most 100 words`. */
const lengthRule =
  /\b(?:at most|no more than|not more than|under|below|fewer than|less than|up to|max(?:imum)?(?: of)?)\s+(\d{1,6})\s+(words?|sentences?|characters?)/i;

const measured = (output: string, unit: string): number => {
  if (unit.startsWith('word')) return words(output).length;
  return unit.startsWith('sentence') ? proseSentences(output).length : output.length;
};

const byLength = (criterion: string, output: string): Verdict | undefined => {
  const match = lengthRule.exec(criterion);
  if (match === null) return undefined;
  const limit = Number(match[1]);
  const isStrict = /\b(?:under|below|fewer than|less than)\b/i.test(match[0]);
  const length = measured(unquoted(output), (match[2] ?? '').toLowerCase());
  return length < limit || (length === limit && !isStrict) ? 'passed' : 'failed';
};

const byCitations = (criterion: string, output: string): Verdict | undefined =>
  /\b(?:cite[sd]?|citations?|has sources|with sources|references? (?:a|its|the) sources?)\b/i.test(criterion)
    ? citationMarkers(output).length > 0
      ? 'passed'
      : 'failed'
    : undefined;

/** `mentions the year`, `must not name Sundal`: what a text does by holding words. */
const lexical =
  /\b(?:mention|contain|include|name|state|say|give|hold|list|refer to|use)(?:s|es|d|ed|ing)?\b(?: (?:the )?(?:words?|terms?|phrase|name))?/i;
const negated = /\b(?:not|never|no|without|avoids?)\b|n['’]t\b/i;
const quotation = /["“']([^"”']{1,200})["”']/;

/** A term is held by itself, by a word that means the same, or by what it asks for: a year by `1938`. */
const holdsTerm = (output: string, said: ReadonlySet<string>, term: string): boolean => {
  if (said.has(term) || relatedTo(term).some((other) => said.has(other))) return true;
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
 * Judges an acceptance criterion by rule: limits of length, having citations, and holding words, figures or a quoted
 * phrase. Any other criterion passes when the answer holds all of its terms and is undecided otherwise: that a word is
 * missing does not show that `is polite` is not met.
 */
export const judgeCriterion = (criterion: string, output: string): Verdict => {
  const byRule = byLength(criterion, output) ?? byCitations(criterion, output);
  if (byRule !== undefined) return byRule;
  const isLexical = lexical.test(criterion) || quotation.test(criterion);
  const holds = holdsNamed(criterion, unquoted(output));
  if (holds === undefined) return 'undecided';
  if (negated.test(criterion)) return isLexical ? (holds ? 'failed' : 'passed') : 'undecided';
  if (holds) return 'passed';
  return isLexical ? 'failed' : 'undecided';
};
