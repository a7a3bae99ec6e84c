/** Tells whether words before an offset announce what begins there. */
export type Announcer = (start: number) => boolean;

/**
 * Looks for announcing words that end at most `reach` characters before an offset. Offsets are to be asked in rising
 * order: the text is searched once, and not at all when nothing is asked.
 * @param words a linear pattern with the flag `g`
 */
export const announcer = (text: string, words: RegExp, reach = 40): Announcer => {
  let ends: readonly number[] | undefined;
  let next = 0;
  return (start) => {
    ends ??= Array.from(text.matchAll(words), ({ index, 0: word }) => index + word.length);
    while (next < ends.length && (ends[next] ?? 0) <= start) next += 1;
    const end = ends[next - 1];
    return end !== undefined && start - end <= reach;
  };
};
