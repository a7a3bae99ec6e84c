import { childrenOf, type Expression, partsOf, sourceOf } from './expression.ts';

/** What one matcher of a selector asks of a label. */
export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** A selector of series. */
export interface Selector {
  /** Empty when the selector names none. */
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

const unquoted = (text: string): string => text.replace(/^["'`]|["'`]$/g, '');

const matcherOf = (matcher: Expression): Matcher => {
  const part = (name: string): string => {
    const found = childrenOf(matcher).find(({ node }) => node.name === name);
    return found === undefined ? '' : sourceOf(found);
  };
  return {
    label: unquoted(part('LabelName') || part('QuotedLabelName')),
    operator: part('MatchOp'),
    value: unquoted(part('StringLiteral')),
  };
};

const selectorOf = (expression: Expression): Selector => {
  const parts = partsOf(expression);
  const matchers = parts.filter(({ node }) => /^(?:Unq|Q)uotedLabelMatcher$/.test(node.name)).map(matcherOf);
  const named = parts.find(({ node, text }) =>
    // `{"a.b"}` names a metric, `{"a.b"="c"}` a label.
    node.name === 'Identifier'
      ? true
      : node.name === 'QuotedLabelName' && text[node.to] !== '=' && text[node.to] !== '!',
  );
  const byLabel = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
  return { metric: named === undefined ? (byLabel?.value ?? '') : unquoted(sourceOf(named)), matchers };
};

/** Every selector in an expression. */
export const selectorsIn = (expression: Expression): readonly Selector[] =>
  partsOf(expression)
    .filter(({ node }) => node.name === 'VectorSelector')
    .map(selectorOf);
