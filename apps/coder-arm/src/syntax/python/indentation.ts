import type { LogicalLine } from './scan-lines.ts';

/** A line that stands where it may not. */
export interface IndentationMistake {
  readonly offset: number;
  readonly message: string;
}

/** What is wrong with the indentation of lines, in the words of CPython: the first mistake, because others follow from it. */
export const indentationMistake = (lines: readonly LogicalLine[]): IndentationMistake | undefined => {
  const open = [0];
  let isBlock = false;
  for (const { start, indent, opensBlock } of lines) {
    const outer = open.at(-1) ?? 0;
    if (isBlock && indent <= outer) return { offset: start, message: 'An indented block is expected here.' };
    if (isBlock) open.push(indent);
    else if (indent > outer) return { offset: start, message: 'This indentation is unexpected.' };
    while (indent < (open.at(-1) ?? 0)) open.pop();
    if (indent !== open.at(-1))
      return { offset: start, message: 'This indentation does not match that of any block around it.' };
    isBlock = opensBlock;
  }
  return undefined;
};
