import type { SyntaxNode } from '@lezer/common';
import { QueryError } from '../errors.ts';
import { children, contains, expressionsIn, has } from '../parse.ts';
import { type Flow, type FlowContext, grouping, requireLabels } from './flow.ts';

const counted = new Set(['Rate', 'Irate', 'Increase']);
const aggregated = new Set(['AggregateExpr']);

/** A ratio of rates series by series compares each status with itself, and is 1 whatever happens. */
const checkRatio = (sides: readonly SyntaxNode[], { text }: FlowContext): void => {
  if (sides.some((side) => contains(side, counted) && !contains(side, aggregated)))
    throw new QueryError('A ratio of rates must be aggregated on both sides.', text);
};

interface Matching {
  readonly on: readonly string[] | undefined;
  readonly ignoring: readonly string[];
  /** Which side may have several series for one of the other, and what it takes over from there. */
  readonly many: 'left' | 'right' | undefined;
  readonly taken: readonly string[];
}

const matchingOf = (node: SyntaxNode, context: FlowContext): Matching => {
  const clause = node.getChild('MatchingModifierClause');
  const lists = clause?.getChildren('GroupingLabels').map((list) => grouping(list, context)) ?? [];
  const [names = [], taken = []] = lists;
  const on = has(clause, 'On');
  const right = has(clause, 'GroupRight') ? 'right' : undefined;
  const many = has(clause, 'GroupLeft') ? 'left' : right;
  return { on: on ? names : undefined, ignoring: on ? [] : names, many, taken };
};

const minus = (labels: ReadonlySet<string>, names: readonly string[]): ReadonlySet<string> =>
  new Set([...labels].filter((label) => !names.includes(label)));

const same = (left: ReadonlySet<string>, right: ReadonlySet<string>): boolean =>
  left.size === right.size && [...left].every((label) => right.has(label));

export const binaryFlow = (node: SyntaxNode, context: FlowContext): Flow => {
  const [leftSide, rightSide] = expressionsIn(node);
  if (leftSide === undefined || rightSide === undefined) return 'scalar';
  const operators = new Set(children(node).map(({ name }) => name));
  const left = context.flow(leftSide);
  const right = context.flow(rightSide);
  if (left === 'scalar') return right;
  if (right === 'scalar') return left;
  if (operators.has('Or')) return new Set([...left].filter((label) => right.has(label)));
  if (operators.has('Div')) checkRatio([leftSide, rightSide], context);

  const { on, ignoring, many, taken } = matchingOf(node, context);
  requireLabels([...(on ?? []), ...ignoring], new Set([...left, ...right]), 'Neither side', context);
  if (on !== undefined) {
    requireLabels(on, left, 'The left side', context);
    requireLabels(on, right, 'The right side', context);
  } else if (many === undefined && !same(minus(left, ignoring), minus(right, ignoring)))
    throw new QueryError(
      `The sides have different labels (${[...left].join(', ')}; ${[...right].join(', ')}) and never match: say on or ignoring.`,
      context.text,
    );
  if (operators.has('And') || operators.has('Unless')) return left;
  if (many !== undefined) return new Set([...(many === 'left' ? left : right), ...taken]);
  return on === undefined ? minus(left, ignoring) : new Set(on);
};
