import type { DefaultTreeAdapterTypes } from 'parse5';
import { isSilent } from './silent-elements.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

export type Element = DefaultTreeAdapterTypes.Element;

/** What a walk through a page comes by. */
export type Visit =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'enter' | 'leave'; readonly element: Element };

export const isElement = (node: Node): node is Element => 'tagName' in node;
const isText = (node: Node): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text';

/**
 * Goes through what a reader of the page sees, in its order. It keeps its own stack: pages may be nested deeper than calls
 * may be.
 * @param enters whether to go into an element; one that is not entered is met as `enter` alone
 */
export function* walk(root: Parent, enters: (element: Element) => boolean = () => true): Generator<Visit> {
  const open: { readonly element: Element | undefined; readonly nodes: readonly Node[]; next: number }[] = [
    { element: undefined, nodes: root.childNodes, next: 0 },
  ];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    const node = level.nodes[level.next];
    level.next += 1;
    if (node === undefined) {
      open.pop();
      if (level.element !== undefined) yield { kind: 'leave', element: level.element };
    } else if (isText(node)) yield { kind: 'text', text: node.value };
    else if (isElement(node) && !isSilent(node)) {
      yield { kind: 'enter', element: node };
      if (enters(node)) open.push({ element: node, nodes: node.childNodes, next: 0 });
    }
  }
}
