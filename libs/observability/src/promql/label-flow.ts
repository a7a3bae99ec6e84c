import type { SyntaxNode } from '@lezer/common';
import { aggregateFlow } from './flow/aggregate.ts';
import { binaryFlow } from './flow/binary.ts';
import { callFlow } from './flow/call.ts';
import type { Flow, FlowContext, Resolve } from './flow/flow.ts';
import { selectorFlow } from './flow/selector.ts';
import { expressionsIn } from './parse.ts';

export type { Flow } from './flow/flow.ts';

/**
 * Follows the labels from the selectors of a query to what it returns, and refuses what would silently return nothing:
 * a `by` over a label that is not there, sides of an operator that never match.
 *
 * @throws QueryError
 */
export const flowOf = (root: SyntaxNode, text: string, resolve: Resolve): Flow => {
  const context: FlowContext = { text, resolve, flow: (node) => follow(node) };
  const follow = (node: SyntaxNode): Flow => {
    switch (node.name) {
      case 'NumberDurationLiteral':
      case 'StringLiteral':
        return 'scalar';
      case 'VectorSelector':
        return selectorFlow(node, context);
      case 'AggregateExpr':
        return aggregateFlow(node, context);
      case 'FunctionCall':
        return callFlow(node, context);
      case 'BinaryExpr':
        return binaryFlow(node, context);
      default: {
        const [inner] = expressionsIn(node);
        return inner === undefined ? 'scalar' : follow(inner);
      }
    }
  };
  return follow(root);
};
