import { setImmediate } from 'node:timers/promises';
import type { Embedding, EmbeddingInput } from '@octollm/contracts';
import { hashedEmbedding } from '../../offline/hashed-embedding.ts';
import { ProviderError } from '../../providers/provider-error.ts';
import { encodedVector } from '../encoded-vector.ts';

/** The longest text in characters: about the 8,192 tokens that OpenAI's models take. */
const maxText = 32_768;
/** Characters that are done before other work gets its turn. */
const slice = 20_000;

/** @throws ProviderError (invalid_input) for tokens, which only the model that made them can read, and long texts */
const textsOf = (input: EmbeddingInput): readonly string[] => {
  const list: readonly unknown[] = typeof input === 'string' ? [input] : input;
  return list.map((item) => {
    if (typeof item !== 'string')
      throw new ProviderError('invalid_input', 'offline takes texts, not tokens.', { sent: false });
    if (item.length > maxText)
      throw new ProviderError('invalid_input', `offline takes texts of up to ${maxText} characters.`, {
        sent: false,
      });
    return item;
  });
};

/** The hashed vectors of texts, in their order. @throws the reason of the signal when it aborts */
export const embedTexts = async (
  input: EmbeddingInput,
  format: 'float' | 'base64',
  signal: AbortSignal,
): Promise<Embedding[]> => {
  const made: Embedding[] = [];
  let since = 0;
  for (const [index, text] of textsOf(input).entries()) {
    signal.throwIfAborted();
    made.push({ object: 'embedding', index, embedding: encodedVector(hashedEmbedding(text), format) });
    since += text.length;
    if (since < slice) continue;
    since = 0;
    await setImmediate();
  }
  return made;
};
