import type { SyntaxNode } from '@lezer/common';
import { QueryError } from '../errors.ts';
import { expressionsIn } from '../parse.ts';
import { grows } from '../series.ts';
import { type Flow, type FlowContext, requireLabels, sourceText } from './flow.ts';
import { fixedLabels, metricOf } from './selector.ts';

const ofCounters = new Set(['rate', 'irate', 'increase', 'resets']);
const ofGauges = new Set(['delta', 'idelta', 'deriv', 'predict_linear']);

const selectorIn = (node: SyntaxNode): SyntaxNode | undefined => {
  if (node.name === 'VectorSelector') return node;
  for (const inner of expressionsIn(node)) {
    const found = selectorIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
};

const checkKind = (name: string, argument: SyntaxNode, context: FlowContext): void => {
  if (!ofCounters.has(name) && !ofGauges.has(name)) return;
  const selector = selectorIn(argument);
  if (selector === undefined) return;
  const metric = metricOf(selector, context);
  if (ofCounters.has(name) !== grows(metric))
    throw new QueryError(
      `${name}() is for ${ofCounters.has(name) ? 'what only grows' : 'what goes up and down'}, and ${metric.name} is a ${metric.kind}.`,
      context.text,
    );
};

const firstSeries = (flows: readonly Flow[]): Flow => flows.find((flow) => flow !== 'scalar') ?? 'scalar';

const unquoted = (node: SyntaxNode | undefined, context: FlowContext): readonly string[] =>
  node === undefined ? [] : [sourceText(node, context).slice(1, -1)];

const without = (flow: ReadonlySet<string>, label: string): ReadonlySet<string> =>
  new Set([...flow].filter((name) => name !== label));

export const callFlow = (node: SyntaxNode, context: FlowContext): Flow => {
  const identifier = node.getChild('FunctionIdentifier');
  const name = identifier === null ? '' : sourceText(identifier, context);
  const body = node.getChild('FunctionCallBody');
  const args = body === null ? [] : expressionsIn(body);
  const flows = args.map(context.flow);
  for (const argument of args) checkKind(name, argument, context);
  switch (name) {
    case 'absent':
    case 'absent_over_time': {
      const [argument] = args;
      const selector = argument === undefined ? undefined : selectorIn(argument);
      return selector === undefined ? new Set() : fixedLabels(selector, context);
    }
    case 'histogram_quantile': {
      const buckets = firstSeries(flows);
      if (buckets === 'scalar') throw new QueryError('histogram_quantile() needs buckets.', context.text);
      requireLabels(['le'], buckets, 'What histogram_quantile() is given', context);
      return without(buckets, 'le');
    }
    case 'label_replace':
    case 'label_join': {
      const series = firstSeries(flows);
      return new Set([...(series === 'scalar' ? [] : series), ...unquoted(args[1], context)]);
    }
    case 'vector':
      return new Set();
    case 'scalar':
    case 'time':
      return 'scalar';
    default:
      return firstSeries(flows);
  }
};
