/** A character that people write between groups of digits. A stream is not cut at one either: see `CuttingPoints`. */
export const jointCharacter = /[\s.\u00b7\u2022/_*+\p{Pd}\u2212]/u;

/** By unit of ASCII: whether a joint may begin with it. Words and brackets stand behind most numbers. */
const mayBeginJoint = Array.from(
  { length: 128 },
  (_, unit) => /[&%]/.test(String.fromCharCode(unit)) || jointCharacter.test(String.fromCharCode(unit)),
);
const joint = new RegExp(`^(?:${jointCharacter.source}{1,3}|&nbsp;)$`, 'u');
const longestJoint = '&nbsp;'.length;
/** A space in an address, the digits of which look like the first of the group behind it. */
const encodedSpace = '%20';
/** The joints that cards, letters and forms are printed with: one space or one hyphen of some kind. */
const printedJoints = new Set([' ', '\u00a0', '\u2009', '\u202f', '-', '\u2010', '\u2011', '\u2013']);

/** Runs of digits as `Survey` lists them: start and end of each. */
export type Runs = readonly number[];

/** How many digits a run has. */
export const lengthOf = (runs: Runs, run: number): number => (runs[run + 1] ?? 0) - (runs[run] ?? 0);

/**
 * Whether a group behind another may have as many digits, at a glance: it stands near enough, and the first two of its
 * digits may be the end of an encoded space. Most groups are ruled out here, before anything is copied.
 */
export const mayHaveLength = (runs: Runs, run: number, length: number): boolean => {
  const [end, next] = [runs[run - 1], runs[run]];
  if (end === undefined || next === undefined || next - end > longestJoint) return false;
  const digits = lengthOf(runs, run);
  return digits === length || digits === length + encodedSpace.length - 1;
};

/** Whether a joint is one that numbers are printed with. */
export const isPrinted = (between: string): boolean => printedJoints.has(between);

/** What joins a run to the next, or undefined when they are apart. */
export const jointAfter = (text: string, runs: Runs, run: number): string | undefined => {
  const [end, next] = [runs[run + 1], runs[run + 2]];
  if (end === undefined || next === undefined || next - end > longestJoint) return undefined;
  if (mayBeginJoint[text.charCodeAt(end)] === false) return undefined;
  const between = text.slice(end, next);
  if (between === '%' && text.startsWith(encodedSpace, end)) return encodedSpace;
  return isPrinted(between) || joint.test(between) ? between : undefined;
};

/** Groups of digits that are joined to one another. */
export interface Row {
  /** What joins the first group to digits before it. */
  readonly before: string | undefined;
  readonly lengths: readonly number[];
  /** What stands behind each group; undefined where the row ends. */
  readonly joints: readonly (string | undefined)[];
}

/** The groups from a run on, up to a number of them. */
export const rowFrom = (text: string, runs: Runs, run: number, most: number): Row => {
  const before = run < 2 ? undefined : jointAfter(text, runs, run - 2);
  const lengths = [lengthOf(runs, run)];
  const joints = [jointAfter(text, runs, run)];
  for (let next = run + 2; lengths.length < most && joints.at(-1) !== undefined; next += 2) {
    const hidden = joints.at(-1) === encodedSpace ? encodedSpace.length - 1 : 0;
    lengths.push(lengthOf(runs, next) - hidden);
    joints.push(jointAfter(text, runs, next));
  }
  return { before, lengths, joints };
};

/** The digits of a written number, without what joins them. */
export const digitsOf = (written: string): string => written.replaceAll(/%20|\D/g, '');
