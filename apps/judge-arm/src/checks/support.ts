import { terms } from '@octollm/text';
import { comparable } from '../answer/comparable.ts';
import { lowerWords, pairsOf, type Reading, type Stretch } from '../answer/reading.ts';

/**
 * How a text supports a claim:
 * - `quoted`: it holds the claim word for word
 * - `told`: neighbouring sentences hold nearly all that the claim says, with the same negations
 * - `altered`: it reads like a quote in which words were changed
 * - `weak`: it holds part of what the claim says
 * - `none`
 */
export type Support = 'quoted' | 'told' | 'altered' | 'weak' | 'none';

/** The share of a claim's terms that must be there for it to be told, or to be weakly supported. */
const toldShare = 0.9;
const weakShare = 0.6;
/** The share of a claim's word pairs that makes it read like a quote. */
const quoteShare = 0.6;

const negation = /\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot)\b|n['’]t\b/gi;
const negations = (text: string): number => text.match(negation)?.length ?? 0;

const share = (of: readonly string[], within: ReadonlySet<string>): number =>
  of.length === 0 ? 0 : of.filter((entry) => within.has(entry)).length / of.length;

interface Best {
  readonly stretch: Stretch;
  readonly share: number;
}

/** The stretch that holds most of some terms; of equal ones the shortest. */
const bestOf = (said: readonly string[], stretches: readonly Stretch[]): Best => {
  let best: Best = { stretch: { text: '', terms: new Set() }, share: 0 };
  for (const stretch of stretches) {
    const held = share(said, stretch.terms);
    if (held > best.share || (held === best.share && stretch.text.length < best.stretch.text.length))
      best = { stretch, share: held };
  }
  return best;
};

/** Whether the stretch, or the sentence in it that is nearest to the claim, negates as often as the claim does. */
const negatesAlike = (claim: string, { text }: Stretch, readings: readonly Reading[]): boolean => {
  const inside = readings.flatMap((reading) => reading.sentences()).filter((one) => text.includes(one.text));
  const nearest = bestOf(terms(claim), inside).stretch;
  return [nearest.text, text].some((one) => negations(one) === negations(claim));
};

/**
 * Whether the claim reads like one sentence of the texts with a word put in: one that the sentence does not hold, beside
 * words that it never stands beside in the texts. Words joined on from another sentence keep their neighbours there.
 */
const swapsWord = (claim: string, readings: readonly Reading[]): boolean => {
  const list = lowerWords(claim);
  const pairs = pairsOf(list);
  const isKnown = (pair: string): boolean => readings.some((reading) => reading.pairs().has(pair));
  const copied = readings
    .flatMap((reading) => reading.sentences())
    .filter((sentence) => share(pairs, sentence.pairs) >= quoteShare);
  return copied.some((sentence) =>
    list.some((word, index) => {
      const said = terms(word);
      const isForeign = said.length > 0 && !said.every((term) => sentence.terms.has(term));
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

/** How the best of some passages supports a claim. */
export const supportOf = (claim: string, readings: readonly Reading[]): Support => {
  const quote = comparable(claim);
  if (readings.some((reading) => holdsQuote(reading.comparable(), quote))) return 'quoted';
  if (swapsWord(claim, readings)) return 'altered';
  const windows = readings.flatMap((reading) => reading.windows());
  const { stretch, share: held } = bestOf(terms(claim), windows);
  if (held >= toldShare && negatesAlike(claim, stretch, readings)) return 'told';
  const pairs = pairsOf(lowerWords(claim));
  if (readings.some((reading) => share(pairs, reading.pairs()) >= quoteShare)) return 'altered';
  return held >= weakShare ? 'weak' : 'none';
};
