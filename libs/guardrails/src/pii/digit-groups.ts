/** What may stand between the groups of a number: a space of some kind or a hyphen of some kind. */
const separators = new Set([' ', '\u00a0', '\u2009', '\u202f', '-', '\u2010', '\u2011', '\u2013']);

/** Runs of digits as `Survey` lists them: start and end of each. */
export type Runs = readonly number[];

/** How many digits a run has. */
export const lengthOf = (runs: Runs, run: number): number => (runs[run + 1] ?? 0) - (runs[run] ?? 0);

/** Whether exactly one separator stands between a run and the next, and which. */
export const separatorAfter = (text: string, runs: Runs, run: number): string | undefined => {
  const end = runs[run + 1] ?? 0;
  if (runs[run + 2] !== end + 1) return undefined;
  const between = text.charAt(end);
  return separators.has(between) ? between : undefined;
};

/** The lengths of the groups from a run on, as many as one separator joins, up to a number of them. */
export const groupsFrom = (text: string, runs: Runs, run: number, most: number): readonly number[] => {
  const groups = [lengthOf(runs, run)];
  const separator = separatorAfter(text, runs, run);
  for (let next = run; separator !== undefined && groups.length < most; ) {
    if (separatorAfter(text, runs, next) !== separator) break;
    next += 2;
    groups.push(lengthOf(runs, next));
  }
  return groups;
};
