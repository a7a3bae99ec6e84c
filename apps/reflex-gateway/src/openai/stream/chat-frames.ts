import { toOpenAiError } from '@octollm/contracts';
import { doneFrame } from '@octollm/llm';
import type { Logger } from 'pino';
import { ClientGoneError } from '../../edge/gone.ts';
import { type ChatPieces, stillWorking } from '../chat/chat-backend.ts';
import { openAiFailure } from './failure.ts';

/** A comment, which readers skip: it keeps the connection alive. */
export const keepAlive = Buffer.from(': working\n\n');

/**
 * A streamed answer as server-sent events. When it breaks off, its last event is an error, and `[DONE]` does not come.
 * @param includeUsage whether the caller wants the last chunk, which has the usage and no choices
 */
export async function* chatFrames(
  pieces: ChatPieces,
  includeUsage: boolean,
  logger: Logger,
): AsyncGenerator<Buffer> {
  try {
    for await (const piece of pieces) {
      if (piece === stillWorking) yield keepAlive;
      else if (includeUsage || piece.chunk.choices.length > 0) yield piece.frame;
    }
    yield doneFrame;
  } catch (thrown) {
    if (thrown instanceof ClientGoneError) return;
    const error = openAiFailure(thrown, logger);
    yield Buffer.from(`data: ${JSON.stringify(toOpenAiError(error))}\n\n`);
  }
}
