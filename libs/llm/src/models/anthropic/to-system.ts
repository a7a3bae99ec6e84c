import type { ChatCompletionRequest } from '@octollm/contracts';
import { type ContentBlock, contentBlocks, textBlocks } from './content-blocks.ts';
import type { OutputForm } from './to-output-form.ts';

/**
 * From how many characters on instructions are marked to be kept in the provider's prompt cache, with the tools before
 * them: about 1,024 tokens, the least that several models keep (512 to 4,096,
 * https://platform.claude.com/docs/en/build-with-claude/prompt-caching). Below a model's least the mark does nothing.
 */
const cacheFrom = 4_096;

/** The instructions of a conversation, wherever they stand in it: the API takes them before all turns. */
export const toSystem = (
  { messages }: ChatCompletionRequest,
  { words = '' }: OutputForm,
): readonly ContentBlock[] => {
  const blocks = messages.flatMap((message) =>
    message.role === 'system' || message.role === 'developer' ? contentBlocks(message.content) : [],
  );
  blocks.push(...textBlocks(words));
  const length = blocks.reduce((sum, { text }) => sum + String(text).length, 0);
  return length < cacheFrom
    ? blocks
    : blocks.map((block, at) =>
        at === blocks.length - 1 ? { ...block, cache_control: { type: 'ephemeral' } } : block,
      );
};
