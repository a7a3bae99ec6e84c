import type { Dimension } from '../figures/units.ts';
import { stem } from '../words/stem.ts';

/** What a question such as `how long` measures. */
export interface Measure {
  readonly name: string;
  /** What the figure's unit may measure; empty when any figure will do. */
  readonly dimensions: readonly Dimension[];
  /** Stems of the words that ask for it or state it. */
  readonly stems: ReadonlySet<string>;
  /** Whether a figure of the right dimension says enough without such a word. */
  readonly implied: boolean;
}

const measure = (
  name: string,
  words: string,
  dimensions: readonly Dimension[],
  implied = false,
): Measure => ({
  name,
  dimensions,
  stems: new Set(words.split(' ').map(stem)),
  implied,
});

export const numberMeasure = measure('number', 'many number count', [], true);
export const amountMeasure = measure('amount', 'much amount', [], true);

export const measures: readonly Measure[] = [
  measure('length', 'long length longest', ['length', 'duration'], true),
  measure('height', 'high tall height above highest tallest altitude elevation', ['length']),
  measure('width', 'wide width broad breadth widest', ['length']),
  measure('depth', 'deep depth below deepest', ['length']),
  measure('distance', 'far distance', ['length'], true),
  measure('mass', 'heavy weight weigh mass heaviest', ['mass'], true),
  measure('money', 'cost price expensive fare', ['money'], true),
  measure('speed', 'fast speed fastest', ['speed'], true),
  measure('age', 'old age oldest', ['duration']),
  measure('duration', 'duration timeout long', ['duration'], true),
  measure('temperature', 'hot cold warm temperature', ['temperature'], true),
  measure('share', 'percentage percent share proportion', ['share'], true),
  measure('area', 'area surface', ['area'], true),
  measure('size', 'large big size largest biggest', ['area', 'data', 'volume', 'length']),
  numberMeasure,
  amountMeasure,
];

export const measureOf = (term: string): Measure | undefined => measures.find(({ stems }) => stems.has(term));
