/** The source of a regular expression (flag `u`) that matches a text as it is. */
export const quote = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
