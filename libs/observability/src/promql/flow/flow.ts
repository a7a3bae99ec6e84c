import type { SyntaxNode } from '@lezer/common';
import { QueryError } from '../errors.ts';
import { children } from '../parse.ts';
import type { Named } from '../series.ts';

/** The labels that an expression returns, or that it returns a number without any. */
export type Flow = ReadonlySet<string> | 'scalar';

/** The metric that a name at a place in the text stands for. @throws QueryError when it is not one that was put in. */
export type Resolve = (name: string, at: number) => Named;

export interface FlowContext {
  readonly text: string;
  readonly resolve: Resolve;
  readonly flow: (node: SyntaxNode) => Flow;
}

export const sourceText = (node: SyntaxNode, { text }: FlowContext): string => text.slice(node.from, node.to);

/** The labels between the parentheses of `by`, `on` and the like. */
export const grouping = (node: SyntaxNode, context: FlowContext): readonly string[] =>
  children(node)
    .filter(({ name }) => name === 'LabelName')
    .map((label) => sourceText(label, context));

/** @throws QueryError when one of the names is not among the labels. */
export const requireLabels = (
  names: readonly string[],
  available: ReadonlySet<string>,
  what: string,
  { text }: FlowContext,
): void => {
  const missing = names.filter((name) => !available.has(name));
  if (missing.length > 0)
    throw new QueryError(
      `${what} has no label ${missing.join(', ')}; it has ${[...available].join(', ') || 'none'}.`,
      text,
    );
};
