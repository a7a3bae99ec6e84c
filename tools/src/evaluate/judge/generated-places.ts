import type { Dice } from './dice.ts';

/** What is said of places of a kind, and in which ranges. */
interface Kind {
  readonly noun: string;
  /** What is counted there. */
  readonly counted: string;
  readonly counts: readonly [number, number];
  /** Something that a place has or lacks. */
  readonly extra: string;
  readonly measure: string;
  readonly unit: string;
  readonly otherUnit: string;
  readonly sizes: readonly [number, number];
}

const kinds: readonly Kind[] = [
  {
    noun: 'shelter',
    counted: 'bunks',
    counts: [12, 90],
    extra: 'stove',
    measure: 'altitude',
    unit: 'metres',
    otherUnit: 'feet',
    sizes: [310, 2_400],
  },
  {
    noun: 'marina',
    counted: 'berths',
    counts: [40, 600],
    extra: 'crane',
    measure: 'depth',
    unit: 'metres',
    otherUnit: 'miles',
    sizes: [2, 19],
  },
  {
    noun: 'granary',
    counted: 'silos',
    counts: [3, 28],
    extra: 'dryer',
    measure: 'capacity',
    unit: 'tonnes',
    otherUnit: 'kilograms',
    sizes: [400, 9_500],
  },
  {
    noun: 'cinema',
    counted: 'seats',
    counts: [80, 720],
    extra: 'balcony',
    measure: 'rent',
    unit: 'euros',
    otherUnit: 'dollars',
    sizes: [1_100, 8_800],
  },
  {
    noun: 'observatory',
    counted: 'domes',
    counts: [2, 14],
    extra: 'library',
    measure: 'power',
    unit: 'kilowatts',
    otherUnit: 'megawatts',
    sizes: [20, 380],
  },
  {
    noun: 'nursery',
    counted: 'greenhouses',
    counts: [4, 60],
    extra: 'pond',
    measure: 'area',
    unit: 'hectares',
    otherUnit: 'acres',
    sizes: [3, 95],
  },
];

const starts = [
  'Bel',
  'Cor',
  'Dun',
  'Fal',
  'Gri',
  'Hol',
  'Jor',
  'Kel',
  'Lum',
  'Mar',
  'Nor',
  'Pel',
  'Ros',
  'Sel',
  'Tor',
  'Wen',
];
const ends = ['bury', 'dale', 'feld', 'ham', 'lund', 'mere', 'nes', 'wick'];

export interface Place {
  readonly name: string;
  readonly count: number;
  readonly size: number;
  readonly year: number;
  readonly hasExtra: boolean;
}

/** Places of one kind, two of which have what the others lack. */
export interface Places extends Omit<Kind, 'counts' | 'sizes'> {
  readonly places: readonly [Place, Place, Place, Place];
}

/** Places that exist nowhere, with different figures each. */
export const placesOf = (dice: Dice): Places => {
  const { counts, sizes, ...kind } = dice.one(kinds);
  const names = dice.some(starts, 4).map((start) => start + dice.one(ends));
  const different = ([least, most]: readonly [number, number]): number[] =>
    dice.some(
      Array.from({ length: most - least + 1 }, (_, at) => least + at),
      4,
    );
  const [numbers, measured, years] = [different(counts), different(sizes), different([1871, 2019])];
  const place = (at: number): Place => ({
    name: names[at] ?? '',
    count: numbers[at] ?? 0,
    size: measured[at] ?? 0,
    year: years[at] ?? 0,
    hasExtra: at % 2 === 0,
  });
  return { ...kind, places: [place(0), place(1), place(2), place(3)] };
};
