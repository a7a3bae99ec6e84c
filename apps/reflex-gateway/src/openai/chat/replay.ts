import type { ChatCompletion } from '@octollm/contracts';
import { StreamedChunk } from '@octollm/llm';
import { CompletionBuilder } from './completion-builder.ts';

/** A whole answer as the pieces of a streamed one: each choice, how it ended, and the usage. */
export async function* replayed(completion: ChatCompletion): AsyncGenerator<StreamedChunk> {
  const { choices, usage, ...rest } = completion;
  const head = { ...rest, object: 'chat.completion.chunk' } as const;
  for (const { index, message, finish_reason, logprobs } of choices) {
    const { tool_calls: calls, ...said } = message;
    const delta = calls ? { ...said, tool_calls: calls.map((call, at) => ({ ...call, index: at })) } : said;
    yield new StreamedChunk({ ...head, choices: [{ index, delta, logprobs, finish_reason: null }] });
    yield new StreamedChunk({ ...head, choices: [{ index, delta: {}, finish_reason }] });
  }
  yield new StreamedChunk({ ...head, choices: [], usage });
}

/** The pieces of an answer, which is kept as a whole when all of it has come. */
export async function* keptPieces(
  pieces: AsyncIterable<StreamedChunk>,
  keep: (completion: ChatCompletion) => Promise<void>,
): AsyncGenerator<StreamedChunk> {
  const builder = new CompletionBuilder();
  for await (const piece of pieces) {
    builder.add(piece.chunk);
    yield piece;
  }
  const completion = builder.completion;
  if (completion !== undefined) await keep(completion);
}
