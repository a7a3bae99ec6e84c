import { inBase, isYear, type Quantity, sameUnit } from '@octollm/text';
import type { Cues } from './cues.ts';

/** How far a result may be from what is stated, when it is hedged. */
const hedgedShare = 0.1;
const exactShare = 0.02;
const tiny = 1e-9;

/** Whether a result is what a figure states, as far as its decimals show. */
const states = (figure: Quantity, result: number): boolean => {
  if (!Number.isFinite(result)) return false;
  const off = Math.abs(figure.value - result);
  if (figure.hedge === 'over' && result < figure.value) return false;
  if (figure.hedge === 'under' && result > figure.value) return false;
  if (figure.hedge !== null)
    return off <= Math.abs(result) * (figure.kind === 'number' ? 0.06 : hedgedShare) + tiny;
  if (figure.kind === 'ratio' || figure.kind === 'fraction') return off <= Math.abs(result) * exactShare;
  return off <= figure.step / 2 + Math.abs(result) * tiny;
};

/** The value of an operand in the unit of the result, or undefined when it is of another kind. */
const inUnitOf = (operand: Quantity, result: Quantity): number | undefined => {
  if (operand.kind !== 'number') return undefined;
  if (result.unit === null) return operand.value;
  if (operand.unit === null) return undefined;
  if (sameUnit(operand.unit, result.unit)) return operand.value;
  if (operand.unit.dimension !== result.unit.dimension || operand.unit.dimension === 'temperature')
    return undefined;
  const [base, one] = [inBase(operand.value, operand.unit), inBase(1, result.unit)];
  return base === undefined || one === undefined ? undefined : base / one;
};

const isPercent = ({ kind, unit }: Quantity): boolean => kind === 'number' && unit?.dimension === 'share';
const isPoints = ({ unit }: Quantity): boolean => unit?.dimension === 'points';
const isDuration = ({ unit }: Quantity): boolean => unit?.dimension === 'duration';

/** Whether two operands may be added, subtracted or divided as like by like. */
const isAlike = (a: Quantity, b: Quantity): boolean => {
  if (a.kind !== b.kind || a.kind === 'fraction' || a.kind === 'ratio') return false;
  if (a.unit === null || b.unit === null) return a.unit === b.unit && isYear(a) === isYear(b);
  return sameUnit(a.unit, b.unit) || a.unit.dimension === b.unit.dimension;
};

const valueIn = (operand: Quantity, like: Quantity): number => inUnitOf(operand, like) ?? operand.value;

/** Seconds in a minute, for the difference of two times of the day. */
const minuteSeconds = 60;

const differenceOf = (result: Quantity, a: Quantity, b: Quantity, cues: Cues): readonly number[] => {
  if (a.kind === 'clock' && b.kind === 'clock') {
    const one = result.unit === null ? undefined : inBase(1, result.unit);
    return isDuration(result) && one !== undefined
      ? [(Math.abs(a.value - b.value) * minuteSeconds) / one]
      : [];
  }
  if (isYear(a) && isYear(b)) {
    const years = Math.abs(a.value - b.value);
    return result.unit?.name === 'year' ? (cues.yearsCounted ? [years, years + 1] : [years]) : [];
  }
  if (isPercent(a)) return isPoints(result) ? [Math.abs(a.value - b.value)] : [];
  const [x, y] = [inUnitOf(a, result), inUnitOf(b, result)];
  return x === undefined || y === undefined ? [] : [Math.abs(x - y)];
};

/** By how much per cent a is more or less than b. */
const changeOf = (a: Quantity, b: Quantity): number =>
  (Math.abs(a.value - valueIn(b, a)) / Math.abs(valueIn(b, a))) * 100;

/** Whether a figure follows from two others. `base` is the one that a change is measured by, where the text says so. */
export const followsFromTwo = (
  figure: Quantity,
  a: Quantity,
  b: Quantity,
  cues: Cues,
  base?: Quantity,
): boolean => {
  const results: number[] = [];
  const alike = isAlike(a, b);
  if (alike && cues.difference) results.push(...differenceOf(figure, a, b, cues));
  if (alike && cues.sum && !isYear(a)) results.push(...sumOf(figure, [a, b]));
  if (alike && !isYear(a) && (isPercent(figure) || figure.kind === 'fraction')) {
    const whole = figure.kind === 'fraction' ? 1 : 100;
    results.push((a.value / valueIn(b, a)) * whole, (b.value / valueIn(a, b)) * whole);
    if (cues.change) {
      // What changes by a third may also be a third: only per cent say which.
      if (isPercent(figure)) results.splice(0);
      if (base !== b) results.push((changeOf(b, a) / 100) * whole);
      if (base !== a) results.push((changeOf(a, b) / 100) * whole);
    }
  }
  if (alike && figure.kind === 'ratio') results.push(a.value / valueIn(b, a), b.value / valueIn(a, b));
  results.push(...partOf(figure, a, b), ...partOf(figure, b, a));
  if (followsFromRate(figure, a, b) || followsFromRate(figure, b, a)) return true;
  if (cues.each)
    results.push(...productOf(figure, a, b), ...quotientOf(figure, a, b), ...quotientOf(figure, b, a));
  return results.some((result) => states(figure, result));
};

const sumOf = (figure: Quantity, operands: readonly Quantity[]): readonly number[] => {
  const values = operands.map((operand) => inUnitOf(operand, figure));
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? [known.reduce((sum, value) => sum + value, 0)] : [];
};

/** `A quarter of 640,000`, `25 % of 640,000`. */
const partOf = (figure: Quantity, part: Quantity, whole: Quantity): readonly number[] => {
  const value = inUnitOf(whole, figure);
  if (value === undefined || isPercent(whole) || isYear(whole)) return [];
  if (part.kind === 'fraction') return [part.value * value];
  return isPercent(part) ? [(part.value / 100) * value] : [];
};

const productOf = (figure: Quantity, a: Quantity, b: Quantity): readonly number[] => {
  if (isPercent(figure) || isYear(a) || isYear(b)) return [];
  const isCounted = (count: Quantity): boolean =>
    count.unit === null || (isDuration(count) && !isDuration(figure));
  return [[a, b] as const, [b, a] as const].flatMap(([count, amount]) => {
    const value = inUnitOf(amount, figure);
    return isCounted(count) && value !== undefined ? [count.value * value] : [];
  });
};

const quotientOf = (figure: Quantity, a: Quantity, b: Quantity): readonly number[] => {
  if (isPercent(figure) || isPoints(figure) || b.value === 0 || isYear(a) || isYear(b)) return [];
  if (figure.unit === null && a.unit !== null) return isAlike(a, b) ? [a.value / valueIn(b, a)] : [];
  if (figure.unit?.dimension === 'speed') {
    const speed = a.unit?.dimension === 'length' && isDuration(b) && a.unit !== null && b.unit !== null;
    const [length, time, one] = speed
      ? [inBase(a.value, a.unit), inBase(b.value, b.unit), inBase(1, figure.unit)]
      : [];
    return length === undefined || time === undefined || one === undefined ? [] : [length / time / one];
  }
  const value = inUnitOf(a, figure);
  return value === undefined || (a.unit !== null && isAlike(a, b)) ? [] : [value / b.value];
};

/** Whether a figure is the sum, or where the text speaks of one the mean, of all of a group. */
export const followsFromAll = (figure: Quantity, group: readonly Quantity[], cues: Cues): boolean => {
  const isAdded = figure.kind === 'number' && figure.unit?.dimension !== 'temperature' && !isPercent(figure);
  if (group.length < 2 || !(isAdded || cues.average || cues.sum)) return false;
  const [total] = sumOf(figure, group);
  if (total === undefined) return false;
  return (isAdded && states(figure, total)) || (cues.average && states(figure, total / group.length));
};

/** Whether a share is another one, as far as its decimals show. */
export const isSameShare = (figure: Quantity, share: Quantity): boolean =>
  isPercent(figure) && isPercent(share) && states(figure, share.value);

/** Whether a share is what another one leaves of the whole. */
export const isRemainder = (figure: Quantity, share: Quantity): boolean =>
  isPercent(figure) && isPercent(share) && states(figure, 100 - share.value);

/** Whether a figure is as much as a rate makes of another one: 330 kroner for two kilograms at 165 kroner a kilogram. */
export const followsFromRate = (figure: Quantity, rate: Quantity, of: Quantity): boolean => {
  if (rate.per === null || of.unit === null || rate.per.dimension !== of.unit.dimension) return false;
  const value = inUnitOf(rate, figure);
  const [one, all] = [inBase(1, rate.per), inBase(of.value, of.unit)];
  const times = sameUnit(rate.per, of.unit)
    ? of.value
    : one === undefined || all === undefined
      ? Number.NaN
      : all / one;
  return value !== undefined && states(figure, value * times);
};

/** Whether a figure is a count times an amount and another amount: two at 18 and one at 9. */
export const followsFromProducts = (figure: Quantity, operands: readonly Quantity[], cues: Cues): boolean => {
  if (!cues.each) return false;
  const amounts = operands.filter((one) => one.unit !== null && inUnitOf(one, figure) !== undefined);
  const counts = operands.filter((one) => one.unit === null && one.kind === 'number' && !isYear(one));
  return amounts.some((a) =>
    amounts.some(
      (b) =>
        a !== b &&
        counts.some((count) => states(figure, count.value * valueIn(a, figure) + valueIn(b, figure))),
    ),
  );
};
