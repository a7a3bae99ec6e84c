import type { SyntaxNode } from '@lezer/common';
import { QueryError } from '../errors.ts';
import { expressionsIn, has } from '../parse.ts';
import { type Flow, type FlowContext, grouping, requireLabels, sourceText } from './flow.ts';

/** They pick series and leave their labels alone; `by` only says within what they pick. */
const picking = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

const innerOf = (node: SyntaxNode, context: FlowContext): ReadonlySet<string> => {
  const body = node.getChild('FunctionCallBody');
  const inner = body === null ? undefined : expressionsIn(body).at(-1);
  const flow = inner === undefined ? 'scalar' : context.flow(inner);
  if (flow === 'scalar') throw new QueryError('An aggregation needs series.', context.text);
  return flow;
};

export const aggregateFlow = (node: SyntaxNode, context: FlowContext): Flow => {
  const inner = innerOf(node, context);
  const modifier = node.getChild('AggregateModifier');
  const operator = node.getChild('AggregateOp');
  const list = modifier?.getChild('GroupingLabels') ?? null;
  const names = list === null ? [] : grouping(list, context);
  requireLabels(names, inner, 'What is aggregated', context);
  if (operator !== null && picking.has(sourceText(operator, context))) return inner;
  if (has(modifier, 'Without')) return new Set([...inner].filter((name) => !names.includes(name)));
  return new Set(names);
};
