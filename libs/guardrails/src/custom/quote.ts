/**
 * The source of a regular expression (flag `u`) that matches a text as it is, with up to three characters of white space
 * wherever it has some: lines are broken and spaces doubled without a meaning.
 */
export const quote = (text: string): string =>
  text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s{1,3}`);
