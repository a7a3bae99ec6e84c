import type { SyntaxNode, Tree } from '@lezer/common';
import type { OutlineItem } from '@octollm/contracts';
import { Lines } from '../position.ts';

const nameIn = (code: string, node: SyntaxNode): string => {
  const name = node.getChild('VariableName');
  return name === null ? '' : code.slice(name.from, name.to);
};

/** A decorated definition holds the definition itself. */
const definitionIn = (node: SyntaxNode): SyntaxNode =>
  node.getChild('FunctionDefinition') ?? node.getChild('ClassDefinition') ?? node;

const childrenOf = (node: SyntaxNode | null): readonly SyntaxNode[] => {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) children.push(child);
  return children;
};

/** What Python declares at its top level, with the methods of its classes. */
export const pythonOutline = (code: string, tree: Tree): readonly OutlineItem[] => {
  const lines = new Lines(code);
  const item = (kind: string, name: string, { from }: SyntaxNode): OutlineItem => ({
    kind,
    name,
    line: lines.at(from).line,
  });
  const methodsOf = (name: string, body: SyntaxNode | null): readonly OutlineItem[] =>
    childrenOf(body)
      .map(definitionIn)
      .filter(({ type }) => type.name === 'FunctionDefinition')
      .map((method) => item('method', `${name}.${nameIn(code, method)}`, method));
  return childrenOf(tree.topNode)
    .map(definitionIn)
    .flatMap((node) => {
      const name = nameIn(code, node);
      switch (node.type.name) {
        case 'FunctionDefinition':
          return [item('function', name, node)];
        case 'ClassDefinition':
          return [item('class', name, node), ...methodsOf(name, node.getChild('Body'))];
        case 'ImportStatement':
          return [item('import', code.slice(node.from, node.to).split(/\s+/)[1] ?? '', node)];
        case 'AssignStatement':
          return name === '' ? [] : [item('variable', name, node)];
        default:
          return [];
      }
    });
};
