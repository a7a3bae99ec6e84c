import type { SyntaxNode } from '@lezer/common';
import { QueryError } from '../errors.ts';
import { children } from '../parse.ts';
import type { Named } from '../series.ts';
import { targetLabels } from '../target-labels.ts';
import { type Flow, type FlowContext, requireLabels, sourceText } from './flow.ts';

/** A recorded series has the labels of its rule; everything else comes from a target. */
const labelsOf = (metric: Named): ReadonlySet<string> =>
  new Set(metric.kind === 'recorded' ? metric.labels : [...metric.labels, ...targetLabels]);

export const metricOf = (selector: SyntaxNode, context: FlowContext): Named => {
  const name = selector.getChild('Identifier');
  if (name === null) throw new QueryError('A selector must name a metric.', context.text);
  return context.resolve(sourceText(name, context), name.from);
};

const matchersOf = (selector: SyntaxNode): readonly SyntaxNode[] =>
  children(selector)
    .filter(({ name }) => name === 'LabelMatchers')
    .flatMap(children)
    .filter(({ name }) => name === 'UnquotedLabelMatcher');

const labelOf = (matcher: SyntaxNode, context: FlowContext): readonly string[] =>
  children(matcher)
    .filter(({ name }) => name === 'LabelName')
    .map((label) => sourceText(label, context));

/** The labels that the selector fixes to one value: what `absent` returns. */
export const fixedLabels = (selector: SyntaxNode, context: FlowContext): ReadonlySet<string> =>
  new Set(
    matchersOf(selector)
      .filter((matcher) => children(matcher).some(({ firstChild }) => firstChild?.name === 'EqlSingle'))
      .flatMap((matcher) => labelOf(matcher, context)),
  );

export const selectorFlow = (node: SyntaxNode, context: FlowContext): Flow => {
  const metric = metricOf(node, context);
  const labels = labelsOf(metric);
  requireLabels(
    matchersOf(node).flatMap((matcher) => labelOf(matcher, context)),
    labels,
    metric.name,
    context,
  );
  return labels;
};
