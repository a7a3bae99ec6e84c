import type { OutlineItem, SyntaxFinding } from '@octollm/contracts';

/** What the parser of a language says of code. */
export interface Reading {
  /** What is wrong with it; nothing when it is valid. */
  readonly findings: readonly SyntaxFinding[];
  /** What it declares; nothing when it is not valid. */
  readonly outline: readonly OutlineItem[];
  /** What it holds, in a few words; empty when it is not valid. */
  readonly summary: string;
}

/** More items tell nobody more. */
export const longestOutline = 500;

export const notValid = (findings: readonly SyntaxFinding[]): Reading => ({
  findings,
  outline: [],
  summary: '',
});

export const valid = (outline: readonly OutlineItem[], summary: string): Reading => ({
  findings: [],
  outline: outline.slice(0, longestOutline),
  summary,
});

/** A number of things, such as `1 class` or `2 classes`. */
export const amount = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const pluralOf = (kind: string): string =>
  /(?:s|x|ch)$/.test(kind) ? `${kind}es` : `${kind.replace(/y$/, 'ie')}s`;

/** How many there are of each kind, in the order in which the kinds first occur. */
export const amounts = (kinds: readonly string[]): string => {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => amount(count, kind, pluralOf(kind))).join(', ');
};

/** What is said of code that exhausts the stack of its parser. */
export const tooDeep: SyntaxFinding = {
  line: 1,
  column: 1,
  message: 'The code is nested too deeply to be parsed.',
};
