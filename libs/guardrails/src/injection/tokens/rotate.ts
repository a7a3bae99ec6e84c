import { bitOf } from '../normalise/decoding.ts';
import { rot13 } from './rot13.ts';
import type { Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Fewer words than this are chance. */
const fewestWords = 3;

/**
 * The words as rot13 would have them, or undefined when hardly any of them is known then. Offsets stay.
 * @param text the folded text that the tokens were made from
 */
export const rotateTokens = (
  text: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary,
): readonly Token[] | undefined => {
  const wordOf = ({ start, end }: Token): string => text.slice(start, end);
  let hits = 0;
  for (const token of tokens) if (vocabulary.hasRotatedWord(wordOf(token))) hits += 1;
  if (hits < fewestWords) return undefined;
  return tokens.map((token) =>
    token.isBreak
      ? token
      : { ...token, concepts: vocabulary.lookup(rot13(wordOf(token))), bits: token.bits | bitOf('rot13') },
  );
};
