import type { ChatMessage } from '@octollm/contracts';
import { terms } from '@octollm/text';
import { textOfMessage } from './message-text.ts';

/** The longest context of a task. */
const budget = 50_000;
const separator = '\n\n';

interface Said {
  readonly index: number;
  readonly text: string;
  /** What is kept first when not everything fits; less is earlier. */
  readonly rank: readonly [instruction: number, foreign: number, age: number];
}

/** Instructions hold for the whole conversation; then what shares a word with the goal counts, then what is newest. */
const rankOf = (
  message: ChatMessage,
  text: string,
  goalTerms: ReadonlySet<string>,
  age: number,
): Said['rank'] => [
  message.role === 'system' || message.role === 'developer' ? 0 : 1,
  terms(text).some((term) => goalTerms.has(term)) ? 0 : 1,
  age,
];

const byRank = (a: Said, b: Said): number =>
  a.rank[0] - b.rank[0] || a.rank[1] - b.rank[1] || a.rank[2] - b.rank[2];

/**
 * The context of a goal: what was said before it, in its order, as `role: text`. When that is more than a task takes,
 * the most relevant and most recent messages are kept. A message that does not fit is left out, and smaller ones after
 * it are still taken.
 */
export const contextOf = (messages: readonly ChatMessage[], goal: string): string => {
  const said = messages.flatMap((message, index) => {
    const text = textOfMessage(message, index).trim();
    return text === '' ? [] : [{ message, index, text: `${message.role}: ${text}` }];
  });
  const whole = said.map(({ text }) => text).join(separator);
  if (whole.length <= budget) return whole;
  const goalTerms = new Set(terms(goal));
  // What can fit in no case is not read: it may be very long.
  const ranked = said
    .filter(({ text }) => text.length <= budget)
    .map(
      ({ message, index, text }): Said => ({
        index,
        text,
        rank: rankOf(message, text, goalTerms, messages.length - index),
      }),
    );
  let left = budget;
  const kept = ranked.toSorted(byRank).filter(({ text }) => {
    const fits = text.length + separator.length <= left;
    if (fits) left -= text.length + separator.length;
    return fits;
  });
  return kept
    .toSorted((a, b) => a.index - b.index)
    .map(({ text }) => text)
    .join(separator);
};
