import { fold, stem } from '@octollm/text';
import { kindOfWord, opensSentence, withoutContraction } from './guard-words.ts';

/** A text in quotation marks of up to 200 characters, or what stands between blanks and such marks. Linear in time. */
const pattern =
  /"([^"]{1,200})"|“([^”]{1,200})”|«([^»]{1,200})»|„([^“”]{1,200})[“”]|`([^`]{1,200})`|(?<!\S)['‘]([^'’]{1,200})['’](?![\p{L}\p{N}])|[^\s"“”«»„`]+/gu;

/** Digits of any script, the signs of money and arithmetic, and what joins the parts of addresses and identifiers. */
const exact = /[\p{N}\p{Sc}\p{Sm}%‰°*/#&^_@\\]|\p{L}[.:]\p{L}/u;
/** What may stand before and after a number without being part of it. */
const edges = new Set("([{)]}'‘’.,;:!?¿¡");
const wordPattern = /[\p{L}\p{M}]+(?:['’]\p{L}+)*/gu;
const large = /[\p{Lu}\p{Lt}]/u;
/** Letters of scripts without small and large ones: their names cannot be told. */
const caseless = /\p{Lo}/u;
const sentenceEnd = /[.!?:;]$/u;

/**
 * What must be equal in two questions for one answer to serve both, in the order of the text: numbers with their units,
 * texts in quotes, names, and words that decide (negations, opposites, `who` and `when`, `from`, `before`).
 *
 * Where nothing within a sentence is written large, names cannot be told from other words: all content words count then,
 * as all words do in scripts without large letters.
 */
export const guardFeatures = (text: string): readonly string[] => {
  const plain = text.normalize('NFKC').replaceAll('−', '-');
  const reader = new Reader();
  for (const match of plain.matchAll(pattern)) reader.read(match[0], match.slice(1).find(Boolean));
  return reader.sawName ? reader.features : [...reader.features, ...reader.content];
};

/** Whether one answer may serve both questions, as far as their guards tell. */
export const guardsAgree = (one: string, other: string): boolean => {
  const [features, others] = [guardFeatures(one), guardFeatures(other)];
  return features.length === others.length && features.every((feature, index) => feature === others[index]);
};

/** A leading dot stays: `.5` is half of one. */
const withoutEdges = (token: string): string => {
  let [start, end] = [0, token.length];
  while (start < end && token[start] !== '.' && edges.has(token[start] ?? '')) start += 1;
  while (start < end && edges.has(token[end - 1] ?? '')) end -= 1;
  return token.slice(start, end);
};

class Reader {
  readonly features: string[] = [];
  /** The stems of the words that are no feature and no filler. */
  readonly content: string[] = [];
  /** Whether the text writes names in a way that shows them. */
  sawName = false;
  #previous: 'start' | 'number' | 'name' | 'other' = 'start';

  read(token: string, quoted: string | undefined): void {
    if (quoted !== undefined) this.#add(`"${quoted.trim()}"`);
    else if (exact.test(token)) {
      this.#add(`#${withoutEdges(token)}`);
      this.#previous = 'number';
    } else for (const [word] of token.matchAll(wordPattern)) this.#readWord(word);
    if (sentenceEnd.test(token)) this.#previous = 'start';
  }

  #readWord(word: string): void {
    const previous = this.#previous;
    this.#previous = 'other';
    const folded = withoutContraction(fold(word));
    const opens = previous === 'start' && opensSentence(folded);
    const isPronoun = /^I(?:['’]|$)/.test(word) && previous !== 'name';
    if (caseless.test(word) || (large.test(word) && !opens && !isPronoun)) {
      this.#add(`@${word.replace(/['’]s$/, '')}`);
      // At the start of a sentence every word is large.
      this.sawName ||= previous !== 'start';
      this.#previous = 'name';
      return;
    }
    const kind = kindOfWord(folded);
    if (kind === 'decisive') this.#add(folded);
    else if (kind === 'content' && previous === 'number') this.#add(`unit ${stem(folded)}`);
    else if (kind === 'content') this.content.push(stem(folded));
  }

  #add(feature: string): void {
    this.features.push(feature);
    this.#previous = 'other';
  }
}
