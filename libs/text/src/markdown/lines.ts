/** A line without its line break. */
export interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The lines of a text. */
export const lines = (text: string): Line[] => {
  const found: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const feed = text.indexOf('\n', start);
    const next = feed === -1 ? text.length : feed;
    const end = next > start && text[next - 1] === '\r' ? next - 1 : next;
    found.push({ text: text.slice(start, end), start, end });
    start = next + 1;
  }
  return found;
};

export const isBlank = (line: Line): boolean => line.text.trim() === '';
