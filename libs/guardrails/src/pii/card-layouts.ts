import {
  isPrinted,
  jointAfter,
  lengthOf,
  mayHaveLength,
  type Row,
  type Runs,
  rowFrom,
} from './digit-groups.ts';

const shortest = 12;
const longest = 19;

/** The groups printed on cards. */
const printed: readonly (readonly number[])[] = [
  [4, 4, 4, 4],
  [4, 6, 5],
  [4, 6, 4],
  [4, 4, 4, 4, 3],
  [4, 4, 4, 3],
  [4, 4, 4, 1],
  [8, 8],
];

/** Groups that people make besides. Tables hold such, too: they count only where nothing else is joined to them. */
const unusual: readonly (readonly number[])[] = [
  [2, 2, 2, 2, 2, 2, 2, 2],
  [2, 2, 2, 2, 2, 2, 2, 1],
  [3, 3, 3, 3, 4],
  [3, 3, 3, 3, 3],
];
const mostGroups = 8;

/** The lengths of second groups by the length of the first; any of digits one by one. */
const secondGroups: readonly (readonly number[] | undefined)[] = [
  undefined,
  [1],
  [2],
  [3],
  [4, 6],
  undefined,
  undefined,
  undefined,
  [8],
];

const hasLayout = ({ lengths }: Row, layout: readonly number[]): boolean =>
  layout.every((length, index) => lengths[index] === length);

const isUniform = ({ joints }: Row, count: number): boolean =>
  joints.slice(0, count - 1).every((joint) => joint === joints[0]);

/** Whether nothing before or behind a number of groups is joined as they are. */
const isWhole = ({ before, joints }: Row, count: number): boolean =>
  before !== joints[0] && joints[count - 1] !== joints[0];

/** Tabs, line breaks and several spaces stand between the columns and the lines of a table. */
const isColumn = (joint: string): boolean => joint.trim() === '' && !isPrinted(joint);

const none: readonly number[] = [];

/** Digits one by one. Within a row of them nothing is tried again: rows may be long. */
const countsOfSingles = (text: string, runs: Runs, run: number, joint: string): readonly number[] => {
  if (run >= 2 && lengthOf(runs, run - 2) === 1 && jointAfter(text, runs, run - 2) === joint) return none;
  const { lengths, joints } = rowFrom(text, runs, run, longest + 1);
  const last = joints.findIndex((other, index) => other !== joint || lengths[index + 1] !== 1);
  const row = last < 0 ? lengths.length : last + 1;
  if (!isPrinted(joint)) return row >= shortest && row <= longest ? [row] : none;
  const most = Math.min(row, longest);
  return Array.from({ length: Math.max(0, most - shortest + 1) }, (_, index) => most - index);
};

/** How many runs from one on have the form of a card number, the likeliest first. */
export const cardLayouts = (text: string, runs: Runs, run: number): readonly number[] => {
  const first = lengthOf(runs, run);
  if (first >= shortest && first <= longest) return [1];
  const seconds = secondGroups[first];
  if (seconds === undefined || !seconds.some((second) => mayHaveLength(runs, run + 2, second))) return none;
  const joint = jointAfter(text, runs, run);
  if (joint === undefined) return none;
  if (first === 1) return countsOfSingles(text, runs, run, joint);
  const row = rowFrom(text, runs, run, mostGroups);
  const counts = (layouts: typeof printed): readonly number[] =>
    layouts.filter((layout) => hasLayout(row, layout)).map(({ length }) => length);
  if (first < 4) return counts(unusual).filter((count) => isUniform(row, count) && isWhole(row, count));
  return counts(printed)
    .filter((count) => !isColumn(joint) || !isUniform(row, count) || isWhole(row, count))
    .toReversed();
};
