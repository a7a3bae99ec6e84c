/** English and code take three bytes a token or more with the usual tokenisers, Chinese about three. */
const bytesPerToken = 3;

/**
 * About how many tokens a text has, for budgets and limits that are shown: a third of its bytes in UTF-8. It is rather
 * too many for prose and can be too few for digits and random letters; where it must not be, there is `mostTokens`.
 */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

/**
 * The most tokens a text can have: its bytes in UTF-8. Tokenisers that work on bytes (byte-level BPE: all of OpenAI's,
 * Llama 3, Qwen, Mistral's newer ones, and SentencePiece with byte fallback) make tokens of at least one byte each, so
 * no text has more of them.
 */
export const mostTokens = (text: string): number => Buffer.byteLength(text);
