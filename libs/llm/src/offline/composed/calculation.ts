import type { Decomposition } from '@octollm/routing';
import { type ExpectedAnswer, isYear, type Quantity } from '@octollm/text';
import { exactly, roundedOf } from './written.ts';

/** What stands behind the number: ` million euros`, ` %`. */
const unitText = ({ text }: Quantity): string => /^[^\p{N}]*[\p{N}.,]*\p{N}(.*)$/u.exec(text)?.[1] ?? '';

const signOf = ({ text }: Quantity): string => /^[$€£¥₹]/.exec(text)?.[0] ?? '';

const hasDigits = ({ text }: Quantity): boolean => /\p{N}/u.test(text);

/** Digits, with the scale and the unit of the text; years without a separator. */
const operand = (figure: Quantity): string =>
  hasDigits(figure) ? figure.text : (exactly(figure.value / figure.scale, 0) ?? figure.text);

const isAlike = (a: Quantity, b: Quantity): boolean =>
  a.unit?.name === b.unit?.name && a.per?.name === b.per?.name && a.scale === b.scale;

/** Degrees have no zero to count from: they can be told apart, not added up or divided. */
const isAdditive = ({ unit }: Quantity): boolean =>
  unit?.dimension !== 'temperature' || unit.name === 'kelvin';

/** Digits behind the point. */
const decimalsOf = ({ step, scale }: Quantity): number => Math.max(0, Math.round(-Math.log10(step / scale)));

/** `3 / 4 = 0.75` and `2 / 3 ≈ 0.667`. */
const quotient = (left: string, value: number, unit = ''): string => {
  const { text, isExact } = roundedOf(value);
  return `${left} ${isExact ? '=' : '≈'} ${text}${unit}`;
};

/** What is asked of figures, and what the question takes for granted. */
export interface AskedCalculation extends Pick<Decomposition, 'operation' | 'greater' | 'unit'> {
  /** What each single question asks for. */
  readonly expected: readonly ExpectedAnswer[];
}

/**
 * What figures come to, written out so that it can be checked: `3,120 metres - 2,340 metres = 780 metres`. Where the
 * question has two figures the wrong way round, that is said before. Undefined where a calculation would
 * say nothing or not be exact: figures of different units, dates that are no years by themselves, years asked for in days.
 */
export const calculationOf = (
  { operation, greater, unit, expected }: AskedCalculation,
  figures: readonly Quantity[],
): string | undefined => {
  const [first, second] = figures;
  if (first === undefined || second === undefined) return undefined;
  if (!figures.every((figure) => isAlike(figure, first))) return undefined;
  const isTime = expected.some(({ kind }) => kind === 'time');
  // A number of four digits is a year only where a time is asked for, and else may be one: neither is computed with.
  if (figures.some((figure) => isTime !== isYear(figure))) return undefined;
  if (isTime && (operation === 'sum' || operation === 'ratio' || operation === 'share')) return undefined;
  const [more, less] = first.value >= second.value ? [first, second] : [second, first];
  const decimals = Math.max(...figures.map(decimalsOf));
  const like = figures.findLast(hasDigits) ?? first;
  const equation = (left: string, value: number): string | undefined => {
    const result = exactly(value / first.scale, decimals);
    return result === undefined ? undefined : `${left} = ${signOf(like)}${result}${unitText(like)}`;
  };
  const comparison = (): string => {
    const [word, opposite] = isTime ? ['later', 'earlier'] : ['more', 'less'];
    return `${operand(first)} is ${more === first ? word : opposite} than ${operand(second)}`;
  };
  const isReversed =
    first.value !== second.value && greater !== undefined && (greater === 'first') !== (more === first);
  const remarked = (result: string | undefined): string | undefined =>
    isReversed && result !== undefined ? `${comparison()}: ${result}` : result;
  switch (operation) {
    case 'sum': {
      const sum = figures.reduce((total, { value }) => total + value, 0);
      return figures.every(isAdditive) ? equation(figures.map(operand).join(' + '), sum) : undefined;
    }
    case 'difference': {
      if (figures.length > 2 || (isTime && unit !== undefined && unit !== 'year')) return undefined;
      const left = `${operand(more)} - ${operand(less)}`;
      const apart = more.value - less.value;
      return remarked(
        isTime ? `${left} = ${apart} ${apart === 1 ? 'year' : 'years'}` : equation(left, apart),
      );
    }
    case 'ratio':
      if (second.value === 0 || !isAdditive(first)) return undefined;
      return remarked(quotient(`${operand(first)} / ${operand(second)}`, first.value / second.value));
    case 'share':
      return first.value === 0 || second.value > first.value || !isAdditive(first)
        ? undefined
        : quotient(`${operand(second)} / ${operand(first)} × 100`, (second.value / first.value) * 100, ' %');
    case 'compare':
      if (figures.length > 2 || more.value === less.value) return undefined;
      return `${operand(more)} is ${isTime ? 'later' : 'more'} than ${operand(less)}.`;
  }
};
