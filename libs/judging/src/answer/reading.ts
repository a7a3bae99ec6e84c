import {
  type CalendarDate,
  dates,
  type Quantity,
  quantities,
  type Sentence,
  sentences,
  words,
} from '@octollm/text';
import { antecedentsOf } from '../wording/antecedent.ts';
import { beginningsOf } from '../wording/beginnings.ts';
import { type Clause, clausesOf } from '../wording/clause.ts';
import { conceptsOf } from '../wording/concepts.ts';
import { comparable } from './comparable.ts';

/** A sentence of a passage with what it says. */
export interface Told {
  readonly sentence: Sentence;
  readonly concepts: ReadonlySet<string>;
  readonly pairs: ReadonlySet<string>;
  readonly quantities: readonly Quantity[];
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
  readonly quantities: () => readonly Quantity[];
  readonly dates: () => readonly CalendarDate[];
  readonly concepts: () => ReadonlySet<string>;
  /** The beginnings of its concepts, from half of each on: `rain` of `rainfall`. */
  readonly beginnings: () => ReadonlySet<string>;
  /** Every two words that stand beside each other, in lower case. */
  readonly pairs: () => ReadonlySet<string>;
  readonly told: () => readonly Told[];
  readonly clauses: () => readonly Clause[];
  /** Its words in lower case, whole. */
  readonly words: () => ReadonlySet<string>;

  constructor(text: string) {
    this.text = text;
    this.comparable = once(() => comparable(text));
    this.quantities = once(() => quantities(text));
    this.dates = once(() => dates(text));
    this.concepts = once(() => new Set(conceptsOf(text).map(({ name }) => name)));
    this.beginnings = once(() => new Set([...this.concepts()].flatMap(beginningsOf)));
    this.pairs = once(() => new Set(pairsOf(lowerWords(text))));
    this.told = once(() =>
      sentences(text).map((sentence) => ({
        sentence,
        concepts: new Set(conceptsOf(sentence.text).map(({ name }) => name)),
        pairs: new Set(pairsOf(lowerWords(sentence.text))),
        quantities: quantities(sentence.text),
      })),
    );
    this.clauses = once(() => {
      const all = sentences(text);
      const antecedents = antecedentsOf(all);
      return all.flatMap((sentence, at) => clausesOf(sentence.text, antecedents[at]));
    });
    this.words = once(() => new Set(words(text).map((word) => word.text.toLowerCase())));
  }
}
