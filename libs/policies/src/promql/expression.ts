import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A part of a query, with the text of the whole. */
export interface Expression {
  readonly node: SyntaxNode;
  readonly text: string;
}

/** A query as a tree; what is wrong in it shows as `isBroken`. */
export const expressionIn = (text: string): Expression => ({ node: parser.parse(text).topNode, text });

export const sourceOf = ({ node, text }: Expression): string => text.slice(node.from, node.to);

export const childrenOf = ({ node, text }: Expression): readonly Expression[] => {
  const children: Expression[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    children.push({ node: child, text });
  return children;
};

/** The expression and everything in it. */
export const partsOf = (expression: Expression): readonly Expression[] => [
  expression,
  ...childrenOf(expression).flatMap(partsOf),
];

/** Whether the parser met something that is no PromQL. */
export const isBroken = (expression: Expression): boolean =>
  partsOf(expression).some(({ node }) => node.type.isError);

/** The expression without the parentheses around it. */
export const inner = (expression: Expression): Expression => {
  if (expression.node.name !== 'ParenExpr' && expression.node.name !== 'PromQL') return expression;
  const [only] = childrenOf(expression);
  return only === undefined ? expression : inner(only);
};

/** An operation of two operands: what it does, and the operands. */
export interface Operation {
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

const isOperator = (name: string): boolean =>
  /^(?:Add|Sub|Mul|Div|Mod|Pow|Eql|Neq|Gtr|Gte|Lss|Lte|And|Or|Unless|Atan2)$/.test(name);

/** The operation that an expression is, when it is one of two operands. */
export const operationIn = (expression: Expression): Operation | undefined => {
  const plain = inner(expression);
  if (plain.node.name !== 'BinaryExpr') return undefined;
  const children = childrenOf(plain);
  const operator = children.find(({ node }) => isOperator(node.name))?.node.name;
  const [left, right] = [children[0], children.at(-1)];
  return operator === undefined || left === undefined || right === undefined
    ? undefined
    : { operator, left, right };
};

/** The value of an expression of numbers alone. */
export const numberOf = (expression: Expression): number | undefined => {
  const plain = inner(expression);
  if (plain.node.name === 'NumberDurationLiteral') {
    const value = Number(sourceOf(plain));
    return Number.isNaN(value) ? undefined : value;
  }
  const operation = operationIn(plain);
  if (operation === undefined) return undefined;
  const [left, right] = [numberOf(operation.left), numberOf(operation.right)];
  if (left === undefined || right === undefined) return undefined;
  switch (operation.operator) {
    case 'Add':
      return left + right;
    case 'Sub':
      return left - right;
    case 'Mul':
      return left * right;
    case 'Div':
      return left / right;
    default:
      return undefined;
  }
};
