import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { QueryError } from './errors.ts';

/** What Grafana fills in where a window stands; the parser reads it as one, of the same length. */
const readable = (text: string): string =>
  text.replaceAll(/\$__(?:rate_interval|interval|range)\b/g, (name) => '1m'.padEnd(name.length));

/** The expression of a query. @throws QueryError when it is not PromQL. */
export const parse = (text: string): SyntaxNode => {
  const tree = parser.parse(readable(text));
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError)
      throw new QueryError(
        `Not PromQL at character ${cursor.from + 1} ("${text.slice(cursor.from, cursor.from + 20)}").`,
        text,
      );
  } while (cursor.next());
  const expression = tree.topNode.firstChild;
  if (expression === null) throw new QueryError('An empty query.', text);
  return expression;
};

const loose = new Set(['BinaryExpr', 'UnaryExpr', 'OffsetExpr', 'StepInvariantExpr']);

/** Whether the text can stand inside another expression without parentheses. */
export const bindsTightly = (text: string): boolean => !loose.has(parse(text).name);

/** The children that are expressions. */
export const expressionsIn = (node: SyntaxNode): readonly SyntaxNode[] =>
  children(node).filter((child) => child.type.is('Expr'));

export const children = (node: SyntaxNode): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
};

/** Whether a node of one of these kinds is the node or lies below it. */
export const contains = (node: SyntaxNode, names: ReadonlySet<string>): boolean =>
  names.has(node.name) || children(node).some((child) => contains(child, names));

/** Whether one of the children of a node is of a kind. */
export const has = (node: SyntaxNode | null, name: string): boolean =>
  node !== null && node.getChild(name) !== null;
