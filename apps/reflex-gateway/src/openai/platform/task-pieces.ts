import { type ChatCompletionChunk, newId, type Task } from '@octollm/contracts';
import { platformModel, StreamedChunk } from '@octollm/llm';
import type { stillWorking } from '../chat/chat-backend.ts';
import type { TextFilter } from '../output/text-filter.ts';
import { answerOfTask } from './task-answer.ts';

/** Up to eight words, with the white space before them. */
const pieces = /\s*\S+(?:\s+\S+){0,7}|\s+/g;

/** An answer in parts that give it back when they are put together again. */
export const textPieces = (text: string): string[] => text.match(pieces) ?? [];

/**
 * A task as the pieces of a streamed answer: who speaks at once, a sign of life whenever something happens, the answer,
 * why it ends with where it comes from, and what it has used.
 * @param makeFilter makes what screens one text of the answer
 * @throws as `SubmittedTask.follow` and `answerOfTask`
 */
export async function* piecesOfTask(
  following: AsyncGenerator<typeof stillWorking, Task>,
  makeFilter: () => TextFilter,
): AsyncGenerator<StreamedChunk | typeof stillWorking> {
  const head = {
    id: `chatcmpl-${newId()}`,
    object: 'chat.completion.chunk',
    created: Math.floor(Date.now() / 1_000),
    model: platformModel,
  } as const;
  const piece = (
    delta: ChatCompletionChunk['choices'][number]['delta'],
    finish_reason: string | null = null,
    more: Readonly<Record<string, unknown>> = {},
  ): StreamedChunk =>
    new StreamedChunk({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }], ...more });

  yield piece({ role: 'assistant', content: '', refusal: null });
  const { text, annotations, metadata, usage, finishReason } = answerOfTask(yield* following, makeFilter);
  for (const content of textPieces(text)) yield piece({ content });
  yield piece(annotations.length === 0 ? {} : { annotations }, finishReason, { metadata });
  yield new StreamedChunk({ ...head, choices: [], usage });
}
