import { fold } from '@octollm/text';
import { comparable } from '../answer/comparable.ts';
import { lowerWords, pairsOf, type Reading } from '../answer/reading.ts';
import { beginningsOf } from '../wording/beginnings.ts';
import { conceptsOf } from '../wording/concepts.ts';
import { meaningOf } from '../wording/lexicon.ts';

/**
 * How passages support a claim:
 * - `quoted`: one holds the claim word for word
 * - `told`: they hold nearly all that the claim speaks of
 * - `altered`: it reads like a quote in which a word was exchanged
 * - `weak`: they hold part of what the claim speaks of
 * - `none`
 */
export type Support = 'quoted' | 'told' | 'altered' | 'weak' | 'none';

/** The share of a claim's concepts that must be there for it to be told, or to be weakly supported. */
export const toldShare = 0.8;
export const weakShare = 0.2;
/** The share of a claim's word pairs that makes it read like a quote. */
const quoteShare = 0.6;

const share = (of: readonly string[], within: ReadonlySet<string>): number =>
  of.length === 0 ? 0 : of.filter((entry) => within.has(entry)).length / of.length;

/** The share of what a claim speaks of that the passages speak of too; 1 of a claim that speaks of nothing else. */
export const toldShareOf = (
  claim: string,
  readings: readonly Reading[],
  subject: ReadonlySet<string>,
): number => {
  const said = conceptsOf(claim).flatMap(({ name }) => (subject.has(name) ? [] : [name]));
  if (said.length === 0) return 1;
  const isSpoken = (name: string): boolean =>
    readings.some(
      (reading) =>
        reading.concepts().has(name) ||
        reading.beginnings().has(name) ||
        beginningsOf(name).some((beginning) => reading.concepts().has(beginning)),
    );
  return said.filter(isSpoken).length / said.length;
};

/**
 * Whether the claim reads like one sentence of the texts with a word put in: one whose meaning the sentence does not
 * hold, beside words that it never stands beside in the texts.
 */
const swapsWord = (claim: string, readings: readonly Reading[]): boolean => {
  const list = lowerWords(claim);
  const pairs = pairsOf(list);
  const isKnown = (pair: string): boolean => readings.some((reading) => reading.pairs().has(pair));
  return readings
    .flatMap((reading) => reading.told())
    .filter((told) => share(pairs, told.pairs) >= quoteShare)
    .some(({ concepts }) =>
      list.some((word, index) => {
        const isForeign = conceptsOf(word).length > 0 && !concepts.has(meaningOf(fold(word)).name);
        return isForeign && !isKnown(`${list[index - 1]} ${word}`) && !isKnown(`${word} ${list[index + 1]}`);
      }),
    );
};

const isLetterOrDigit = (character: string | undefined): boolean => /[\p{L}\p{N}]/u.test(character ?? '');

/** Whether a text holds a quote as whole words: `costs 1.` is no quote of `costs 1.2 million`. */
const holdsQuote = (text: string, quote: string): boolean => {
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) {
    const isCut = isLetterOrDigit(text[at - 1]) || isLetterOrDigit(text[at + quote.length]);
    if (!isCut) return true;
  }
  return false;
};

export const isQuoted = (claim: string, readings: readonly Reading[]): boolean => {
  const quote = comparable(claim);
  return readings.some((reading) => holdsQuote(reading.comparable(), quote));
};

/** How passages support a claim. @param subject concepts of what the goal is about: they need no support */
export const supportOf = (
  claim: string,
  readings: readonly Reading[],
  subject: ReadonlySet<string>,
): Support => {
  if (isQuoted(claim, readings)) return 'quoted';
  if (swapsWord(claim, readings)) return 'altered';
  const told = toldShareOf(claim, readings, subject);
  if (told >= toldShare) return 'told';
  return told >= weakShare ? 'weak' : 'none';
};
