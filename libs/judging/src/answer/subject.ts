import { fold, type Quantity, quantities, questionParts, words } from '@octollm/text';
import { conceptsOf } from '../wording/concepts.ts';
import { meaningOf } from '../wording/lexicon.ts';
import { namesIn } from '../wording/names.ts';

/** What the goal is about: what it names needs no support and tells nothing apart. */
export interface Subject {
  readonly goal: string;
  readonly concepts: ReadonlySet<string>;
  /** Of its names alone: what tells one thing from another. */
  readonly names: ReadonlySet<string>;
  /** All words of the goal, in lower case. */
  readonly words: ReadonlySet<string>;
  readonly figures: readonly Quantity[];
}

/** What a named thing is: the `weather station` of `Storvik weather station`, the `pool` of `the pool of Eidsund`. */
const kindsIn = (goal: string): string[] =>
  [...goal.matchAll(/\p{Lu}[\p{L}’'-]+((?: \p{Ll}{3,}){1,2})|(\p{Ll}{3,}) of (?:the )?\p{Lu}/gu)].flatMap(
    ([, after = '', before = '']) =>
      `${after} ${before}`
        .trim()
        .split(' ')
        .filter((word) => meaningOf(fold(word)).side === 0 && !/(?:ed|ing)$/.test(word)),
  );

export const subjectOf = (goal: string): Subject => {
  const named = questionParts(goal).flatMap(({ subject }) => subject.map(({ text }) => text));
  const names = [...named, ...namesIn(goal), ...kindsIn(goal)];
  const meant = (list: readonly string[]): Set<string> =>
    new Set(list.flatMap((name) => conceptsOf(name).map(() => meaningOf(fold(name)).name)));
  return {
    goal,
    concepts: meant(names),
    names: meant(namesIn(goal)),
    words: new Set(words(goal).map((word) => word.text.toLowerCase())),
    figures: quantities(goal),
  };
};
