import type { Span } from '../detector.ts';
import { roles } from '../lexicon/roles.ts';
import { endOfMatch } from '../spans.ts';
import type { Survey } from '../survey/survey.ts';

const anything = (): boolean => true;

/**
 * The matches of a pattern that begin with a word of the role `secret`.
 * @param pattern with the flag `y`, and linear
 */
export const prefixedTokens = (
  text: string,
  survey: Survey,
  pattern: RegExp,
  isReal: (value: string) => boolean = anything,
): readonly Span[] => {
  const spans: Span[] = [];
  if ((survey.roles & roles.secret) === 0) return spans;
  const { words } = survey;
  let from = 0;
  for (let word = 0; word < words.length; word += 3) {
    const start = words[word] ?? 0;
    if (start < from || ((words[word + 2] ?? 0) & roles.secret) === 0) continue;
    const end = endOfMatch(text, pattern, start);
    if (end < 0) continue;
    from = end;
    if (isReal(text.slice(start, end))) spans.push({ start, end });
  }
  return spans;
};
