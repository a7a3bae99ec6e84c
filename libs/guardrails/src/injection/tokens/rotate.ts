import { bitOf } from '../normalise/decoding.ts';
import { hashOf } from './hash.ts';
import { rot13 } from './rot13.ts';
import { maskOf, type Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Fewer words than this are chance. */
const fewestWords = 3;

const rotated = (text: string, token: Token, vocabulary: Vocabulary): Token => {
  if (token.isBreak) return token;
  const word = rot13(text.slice(token.start, token.end));
  const bits = token.bits | bitOf('rot13');
  const concepts = vocabulary.lookup(word);
  return { ...token, ...hashOf(word), concepts, mask: maskOf(concepts), bits };
};

/**
 * The words as rot13 would have them, or undefined when hardly any of them is known then. Offsets stay.
 * @param text the folded text that the tokens were made from
 */
export const rotateTokens = (
  text: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): readonly Token[] | undefined => {
  let hits = 0;
  for (const { start, end } of tokens) if (vocabulary.hasRotatedWord(text, start, end)) hits += 1;
  return hits < fewestWords ? undefined : tokens.map((token) => rotated(text, token, vocabulary));
};
