import { fold, measureWords, stem, stopWords, words } from '@octollm/text';
import { type Meaning, meaningOf } from './lexicon.ts';

/** Words that are stop words and yet turn the meaning of a sentence. */
const turning = new Set(
  'above below over under more less fewer up down before after may can cannot cant'.split(' '),
);
/** Verbs and nouns that carry no meaning of their own beside the words they stand with. */
const light = new Set(
  'take took taken carry carried hold held give gave given get got make made go went come came become became put set stand stood use used thing things one ones way part amount number total also well still already just roughly nearly almost approximately around per cent each every since so that which who whose it its them they their there here both at most least up-to say says said according state stated mention mentioned'
    .split(' ')
    .map(stem),
);
/** `every day` is daily. */
const recurring = /\b(?:every|each) (day|week|month|year|hour)\b/gi;

export interface Concept extends Meaning {
  /** As the text writes it. */
  readonly text: string;
}

/** What the words of a text mean, in order: no stop words, no numbers, none that mean nothing by themselves. */
export const conceptsOf = (text: string): Concept[] =>
  words(text.replaceAll(recurring, '$1ly')).flatMap((word) => {
    const folded = word.text === 'May' ? 'the month of may' : fold(word.text);
    const isEmpty = (stopWords.has(folded) && !turning.has(folded)) || measureWords.has(folded);
    if (isEmpty || /^\p{N}/u.test(folded)) return [];
    const meaning = meaningOf(folded);
    return light.has(meaning.root) ? [] : [{ ...meaning, text: word.text }];
  });
