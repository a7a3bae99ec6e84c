import { figures, terms, words } from '@octollm/text';
import type { Claim } from './claim.ts';

const refuses =
  /\b(?:not (?:found|given|stated|mentioned|contained|answered|available|in the)|(?:do|does|did|could|can) ?not (?:say|answer|contain|mention|hold|state|find|be (?:found|answered))|no (?:answer|information|mention)|unable to (?:find|answer))\b/i;

/** Whether a claim only says that there is no answer: it holds no figure, and no name that the goal does not hold. */
export const isRefusal = ({ text }: Claim, goal: string): boolean => {
  if (!refuses.test(text) || figures(text).length > 0) return false;
  const known = new Set(terms(goal));
  return words(text)
    .slice(1)
    .filter((word) => /^\p{Lu}/u.test(word.text))
    .every((word) => terms(word.text).every((term) => known.has(term)));
};
