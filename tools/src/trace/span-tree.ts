import type { SpanLine } from '@octollm/telemetry';

/** A span with those that it is the parent of, in the order in which they began. */
export interface SpanNode {
  readonly span: SpanLine;
  readonly children: readonly SpanNode[];
}

/** Puts spans under their parents. One whose parent is not among them stands at the top, such as that of a client. */
export const treeOf = (spans: readonly SpanLine[]): SpanNode[] => {
  const sorted = spans.toSorted((a, b) => a.start_ms - b.start_ms);
  const known = new Set(sorted.map(({ span_id }) => span_id));
  const under = new Map<string | null, SpanLine[]>();
  for (const span of sorted) {
    const parent = span.parent_id !== null && known.has(span.parent_id) ? span.parent_id : null;
    const siblings = under.get(parent);
    if (siblings === undefined) under.set(parent, [span]);
    else siblings.push(span);
  }
  const nodesUnder = (parent: string | null): SpanNode[] =>
    (under.get(parent) ?? []).map((span) => ({ span, children: nodesUnder(span.span_id) }));
  return nodesUnder(null);
};
