import { type Figure, figures, sentences, terms, words } from '@octollm/text';
import { comparable } from './comparable.ts';

/** Neighbouring sentences that one claim may be drawn from. */
const window = 3;

/** A stretch of a text with the stems of its words. */
export interface Stretch {
  readonly text: string;
  readonly terms: ReadonlySet<string>;
}

/** The words of a text in lower case. */
export const lowerWords = (text: string): string[] => words(text).map((word) => word.text.toLowerCase());

/** Every two words that stand beside each other. */
export const pairsOf = (list: readonly string[]): string[] =>
  list.slice(1).map((word, index) => `${list[index]} ${word}`);

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** A passage as claims are compared with it. Each view of it is made once, when it is first asked for. */
export class Reading {
  readonly text: string;
  /** Its text as quotes are compared. */
  readonly comparable: () => string;
  readonly figures: () => readonly Figure[];
  readonly pairs: () => ReadonlySet<string>;
  readonly sentences: () => readonly (Stretch & { readonly pairs: ReadonlySet<string> })[];
  /** Each sentence with the next ones. */
  readonly windows: () => readonly Stretch[];

  constructor(text: string) {
    this.text = text;
    this.comparable = once(() => comparable(text));
    this.figures = once(() => figures(text));
    this.pairs = once(() => new Set(pairsOf(lowerWords(text))));
    this.sentences = once(() =>
      sentences(text).map((sentence) => ({
        text: sentence.text,
        terms: new Set(terms(sentence.text)),
        pairs: new Set(pairsOf(lowerWords(sentence.text))),
      })),
    );
    this.windows = once(() =>
      this.sentences().map((_, index, all) => {
        const part = all.slice(index, index + window);
        return {
          text: part.map((sentence) => sentence.text).join(' '),
          terms: new Set(part.flatMap((sentence) => [...sentence.terms])),
        };
      }),
    );
  }
}
