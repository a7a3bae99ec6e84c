import type { Operation } from '@octollm/routing';
import type { Quantity } from '@octollm/text';

/** A figure with the number of the citation that holds it. */
export interface CitedFigure {
  readonly figure: Quantity;
  readonly citation: number;
}

const mostDecimals = 2;

const written = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: mostDecimals });

/** What stands behind the number: ` million euros`, ` %`. */
const unitText = ({ text }: Quantity): string => /^[^\p{N}]*[\p{N}.,]*\p{N}(.*)$/u.exec(text)?.[1] ?? '';

const signOf = ({ text }: Quantity): string => /^[$€£¥₹]/.exec(text)?.[0] ?? '';

/** Digits, with the scale and the unit of the text; years without a separator. */
const operand = (figure: Quantity): string =>
  /\p{N}/u.test(figure.text) ? figure.text : written(figure.value / figure.scale);

const isAlike = (a: Quantity, b: Quantity): boolean =>
  a.unit?.name === b.unit?.name && a.per?.name === b.per?.name && a.scale === b.scale;

/** Several figures that can be computed with: of one unit and one scale. */
const areAlike = (figures: readonly Quantity[]): boolean =>
  figures.every((figure) => figures[0] !== undefined && isAlike(figure, figures[0]));

const isYearLike = ({ text, value }: Quantity): boolean => /^\p{N}{4}$/u.test(text) && value >= 1_000;

/**
 * What figures come to, written out so that it can be checked: `3,120 metres - 2,340 metres = 780 metres`. Undefined where
 * that would say nothing or not be exact: figures of different units, or one that only stands for itself.
 */
export const calculationOf = (operation: Operation, figures: readonly Quantity[]): string | undefined => {
  const [first, second] = figures;
  if (first === undefined || second === undefined || !areAlike(figures)) return undefined;
  const inUnit = (value: number): string =>
    `${signOf(first)}${written(value / first.scale)}${unitText(first)}`;
  const areYears = figures.every(isYearLike);
  switch (operation) {
    case 'sum': {
      const sum = figures.reduce((total, { value }) => total + value, 0);
      return areYears ? undefined : `${figures.map(operand).join(' + ')} = ${inUnit(sum)}`;
    }
    case 'difference': {
      const [more, less] = first.value >= second.value ? [first, second] : [second, first];
      const apart = more.value - less.value;
      return `${operand(more)} - ${operand(less)} = ${areYears ? `${apart} years` : inUnit(apart)}`;
    }
    case 'ratio':
      return second.value === 0 || areYears
        ? undefined
        : `${operand(first)} / ${operand(second)} = ${written(first.value / second.value)}`;
    case 'share':
      return first.value === 0 || second.value > first.value
        ? undefined
        : `${operand(second)} / ${operand(first)} × 100 = ${written((second.value / first.value) * 100)} %`;
    case 'compare': {
      const [more, less] = first.value >= second.value ? [first, second] : [second, first];
      if (figures.length > 2 || more.value === less.value) return undefined;
      const word = areYears ? 'later' : 'more';
      return `${operand(more)} is ${word} than ${operand(less)}.`;
    }
  }
};
