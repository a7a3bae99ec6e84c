/** What a Markdown line begins, told from the line alone (CommonMark 0.31, and the tables of GitHub's dialect). */

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const item = /^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\S/;
const firstItem = /^[ \t]*(?:[-*+]|1[.)])[ \t]+\S/;
const underline = /^ {0,3}(?:(=+)|(-{2,}))[ \t]*$/;
const rule = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;

export interface HeadingLine {
  /** From 1, the outermost, to 6. */
  readonly level: number;
  readonly title: string;
}

export const asHeading = (line: string): HeadingLine | undefined => {
  const match = heading.exec(line);
  return match === null ? undefined : { level: match[1]?.length ?? 1, title: (match[2] ?? '').trim() };
};

/** The level of the heading that this line makes of the line above it. */
export const asUnderline = (line: string): 1 | 2 | undefined => {
  const match = underline.exec(line);
  if (match === null) return undefined;
  return match[1] === undefined ? 2 : 1;
};

/** The run of backticks or tildes that opens a block of code. */
export const asFence = (line: string): string | undefined => fence.exec(line)?.[1];

export const closesFence = (line: string, opening: string): boolean => {
  const run = line.trim();
  return run.length >= opening.length && run === (opening[0] ?? '').repeat(run.length);
};

export const isItem = (line: string): boolean => item.test(line) && !rule.test(line);
/** Whether the line starts a list inside a paragraph: only a first item does, since wrapped text may begin with `1938.` */
export const interruptsWithList = (line: string): boolean => firstItem.test(line) && !rule.test(line);
export const isRule = (line: string): boolean => rule.test(line);
export const isIndented = (line: string): boolean => /^(?: {4}|\t)/.test(line);

/** Whether the line is the one under a table's header: `| --- | :-: |`. */
export const isTableDelimiter = (line: string): boolean =>
  line.includes('|') && line.includes('-') && /^[ \t|:-]+$/.test(line);
