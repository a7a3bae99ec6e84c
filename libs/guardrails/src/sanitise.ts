import type { Finding } from '@octollm/contracts';

/** A text and some offsets of it that keep their place while parts of the text are replaced. */
export interface Marked {
  readonly text: string;
  readonly marks: readonly number[];
}

/** What stands in the place of a finding whose value is given. */
export type Replacement = (finding: Finding, value: string) => string;

/** What stands for a value may complete what the text around it is taken for; two rounds are the rule. */
const maxRounds = 8;

/** A mark inside a finding goes to the beginning of what replaces it. */
const replaceOnce = ({ text, marks }: Marked, hidden: readonly Finding[], replace: Replacement): Marked => {
  const moved = [...marks];
  const parts: string[] = [];
  let from = 0;
  let length = 0;
  let next = 0;
  const passMarks = (until: number): void => {
    for (; next < marks.length && (marks[next] ?? 0) <= until; next += 1)
      moved[next] = length + (marks[next] ?? 0) - from;
  };
  const append = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  for (const finding of hidden) {
    passMarks(finding.start);
    append(text.slice(from, finding.start));
    for (; next < marks.length && (marks[next] ?? 0) < finding.end; next += 1) moved[next] = length;
    append(replace(finding, text.slice(finding.start, finding.end)));
    from = finding.end;
  }
  passMarks(text.length);
  append(text.slice(from));
  return { text: parts.join(''), marks: moved };
};

/**
 * A text with something else in the place of what is to be hidden, until nothing of it is left.
 * @param marked its marks in rising order
 * @param hiddenIn what is to be hidden in a text, in order and without overlaps
 * @param first what `hiddenIn` says of the text itself
 */
export const sanitise = (
  marked: Marked,
  hiddenIn: (text: string) => readonly Finding[],
  replace: Replacement,
  first: readonly Finding[],
): Marked => {
  let current = marked;
  let hidden = first;
  for (let round = 0; hidden.length > 0 && round < maxRounds; round += 1) {
    current = replaceOnce(current, hidden, replace);
    hidden = hiddenIn(current.text);
  }
  return current;
};
