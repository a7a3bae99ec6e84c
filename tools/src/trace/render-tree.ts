import type { SpanLine } from '@octollm/telemetry';
import type { SpanNode } from './span-tree.ts';

/** Statements of the same kind in a row are told of in one line from here on. */
const mostAlike = 3;

const time = (milliseconds: number): string =>
  milliseconds < 1_000 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1_000).toFixed(2)} s`;

const labelOf = (
  { service, name, duration_ms, failed, attributes }: SpanLine,
  from: number,
  at: number,
): string => {
  const error = attributes['error.type'];
  const status = attributes['http.response.status_code'];
  const notes = [
    ...(typeof status === 'number' ? [String(status)] : []),
    ...(failed ? [typeof error === 'string' ? `failed: ${error}` : 'failed'] : []),
  ];
  const said = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${service}  ${name}${said}  ${time(duration_ms)}  at ${time(at - from)}`;
};

/** Runs of leaves that have the same service and name. */
const runsOf = (nodes: readonly SpanNode[]): SpanNode[][] => {
  const runs: SpanNode[][] = [];
  const nameOf = ({ span, children }: SpanNode): string | undefined =>
    children.length === 0 ? `${span.service} ${span.name}` : undefined;
  for (const node of nodes) {
    const last = runs.at(-1);
    const before = last?.[0];
    const name = nameOf(node);
    if (last !== undefined && before !== undefined && name !== undefined && nameOf(before) === name)
      last.push(node);
    else runs.push([node]);
  }
  return runs.flatMap((run) => (run.length > mostAlike ? [run] : run.map((node) => [node])));
};

const renderUnder = (nodes: readonly SpanNode[], indent: string, from: number): string[] => {
  const runs = runsOf(nodes);
  return runs.flatMap((run, index) => {
    const [node] = run;
    if (node === undefined) return [];
    const isLast = index === runs.length - 1;
    const { span } = node;
    const sum = run.reduce((total, { span: { duration_ms } }) => total + duration_ms, 0);
    const label =
      run.length === 1
        ? labelOf(span, from, span.start_ms)
        : `${span.service}  ${run.length} x ${span.name}  ${time(sum)} together`;
    return [
      `${indent}${isLast ? '└─ ' : '├─ '}${label}`,
      ...renderUnder(node.children, `${indent}${isLast ? '   ' : '│  '}`, from),
    ];
  });
};

/** A trace as lines of text: each span under its parent, with how long it took and when it began. */
export const renderTree = (trees: readonly SpanNode[]): string[] => {
  const [first] = trees;
  if (first === undefined) return [];
  return [`trace ${first.span.trace_id}`, ...renderUnder(trees, '', first.span.start_ms)];
};
