import { durationSeconds } from '../promql/duration.ts';
import {
  type Expression,
  expressionIn,
  inner,
  numberOf,
  operationIn,
  partsOf,
  sourceOf,
} from '../promql/expression.ts';
import type { RecordingRule } from './prometheus-rules.ts';

type Recorded = ReadonlyMap<string, RecordingRule>;

/**
 * How many times faster than allowed the budget burns, by the long and the short window over which it is seen:
 * https://sre.google/workbook/alerting-on-slos/
 */
const factors: ReadonlyMap<string, number> = new Map([
  ['3600 300', 14.4],
  ['21600 1800', 6],
  ['86400 7200', 3],
  ['259200 21600', 1],
]);

/** A share of requests that is too high over one window. */
interface Side {
  readonly ratio: Expression;
  readonly threshold: number | undefined;
}

/** The alternatives of a query: `a or b` fires when one of them does. */
export const alternatives = (expression: Expression): readonly Expression[] => {
  const operation = operationIn(expression);
  return operation?.operator === 'Or'
    ? [...alternatives(operation.left), ...alternatives(operation.right)]
    : [expression];
};

const sideOf = (expression: Expression): Side | undefined => {
  const operation = operationIn(expression);
  return operation === undefined || !['Gtr', 'Gte'].includes(operation.operator)
    ? undefined
    : { ratio: operation.left, threshold: numberOf(operation.right) };
};

const sidesOf = (expression: Expression): readonly [Side, Side] | undefined => {
  const operation = operationIn(expression);
  if (operation?.operator !== 'And') return undefined;
  const [left, right] = [sideOf(operation.left), sideOf(operation.right)];
  return left === undefined || right === undefined ? undefined : [left, right];
};

/** The expression and, for a recorded series, what is recorded in it, however deep. */
const resolved = (expression: Expression, recorded: Recorded, depth = 5): readonly Expression[] =>
  partsOf(expression).flatMap((part) => {
    const rule = part.node.name === 'Identifier' && depth > 0 ? recorded.get(sourceOf(part)) : undefined;
    return rule === undefined
      ? [part]
      : [part, ...resolved(expressionIn(rule.expression), recorded, depth - 1)];
  });

const windowsIn = (parts: readonly Expression[]): ReadonlySet<number | undefined> =>
  new Set(
    parts
      .filter(({ node }) => node.name === 'MatrixSelector')
      .flatMap((selector) =>
        partsOf(selector)
          .filter(({ node }) => node.name === 'NumberDurationLiteralInDurationContext')
          .map((duration) => durationSeconds(sourceOf(duration))),
      ),
  );

/** Whether an expression adds series up: by itself, or in what is recorded under its name. */
const isAggregated = (expression: Expression, recorded: Recorded, depth = 5): boolean => {
  const plain = inner(expression);
  if (plain.node.name === 'AggregateExpr') return true;
  const rule =
    plain.node.name === 'VectorSelector' ? recorded.get(sourceOf(plain).replace(/\{.*/s, '')) : undefined;
  if (rule !== undefined && depth > 0)
    return isAggregated(expressionIn(rule.expression), recorded, depth - 1);
  const operation = operationIn(plain);
  return (
    operation !== undefined &&
    [operation.left, operation.right].every(
      (part) => numberOf(part) !== undefined || isAggregated(part, recorded, depth),
    )
  );
};

const ratioProblem = (parts: readonly Expression[], recorded: Recorded): string | undefined => {
  const divisions = parts.flatMap((part) => {
    const operation = part.node.name === 'BinaryExpr' ? operationIn(part) : undefined;
    return operation?.operator === 'Div' && numberOf(part) === undefined ? [operation] : [];
  });
  if (divisions.length === 0) return 'compares no ratio';
  return divisions.every(({ left, right }) => isAggregated(left, recorded) && isAggregated(right, recorded))
    ? undefined
    : 'divides series that are not added up on both sides: each would be compared with itself';
};

/** What an alert on the burn of a budget compares. */
export interface Burn {
  readonly problem: string | undefined;
  /** The share of requests that may fail, as the threshold and its windows have it. */
  readonly budget: number | undefined;
}

/** Reads an alternative of a burn alert: two windows of a ratio over one threshold. */
export const burnOf = (expression: Expression, recorded: Recorded): Burn => {
  const wrong = (problem: string): Burn => ({ problem, budget: undefined });
  const sides = sidesOf(expression);
  if (sides === undefined) return wrong('does not compare two windows with "and"');
  const [long, short] = sides
    .map(({ ratio }) => [...windowsIn(resolved(ratio, recorded))])
    .map((windows) => (windows.length === 1 ? windows[0] : undefined))
    .sort((a, b) => (b ?? 0) - (a ?? 0));
  const factor = factors.get(`${long} ${short}`);
  if (factor === undefined)
    return wrong('has not one of the pairs of windows 1h/5m, 6h/30m, 1d/2h and 3d/6h');
  const [{ threshold }, other] = sides;
  if (threshold === undefined || threshold !== other.threshold)
    return wrong('does not compare both windows with the same number');
  const problem = sides
    .map(({ ratio }) => ratioProblem(resolved(ratio, recorded), recorded))
    .find((found) => found !== undefined);
  return { problem, budget: threshold / factor };
};
