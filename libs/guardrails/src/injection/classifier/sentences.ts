import type { Token } from '../tokens/token.ts';
import { longestSentence } from './passage.ts';

/** The indexes of the tokens before which sentences begin, and the number of tokens at the end. */
export const sentenceBounds = (tokens: readonly Token[]): readonly number[] => {
  const bounds = [0];
  let from = 0;
  for (let index = 0; index < tokens.length; index += 1)
    if (tokens[index]?.isBreak === true || index + 1 - from >= longestSentence) {
      from = index + 1;
      bounds.push(from);
    }
  if (from < tokens.length) bounds.push(tokens.length);
  return bounds;
};
