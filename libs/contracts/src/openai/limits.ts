/**
 * Bounds of what OpenAI's endpoints take here. The body of a route is bounded in bytes as well; these keep single
 * fields, and the work done for each of them, bounded whatever that limit is set to. Lengths count UTF-16 code units.
 */
export const openAiLimits = {
  messages: 2_048,
  /** Parts of one message's content. */
  parts: 512,
  /** One text: a message's content, the arguments or the output of a tool. */
  text: 1_000_000,
  /** One image, sound or file: a URL or base64. */
  media: 25_000_000,
  tools: 256,
  toolCalls: 256,
  /** A name: of a model, a tool, a participant. */
  name: 256,
  description: 16_384,
  /** Texts, or lists of tokens, of one embeddings request; OpenAI's own limit. */
  inputs: 2_048,
} as const;
