import type { ChatStream, ModelRoute, StreamedChunk } from '@octollm/llm';
import { outputFilters } from '../output/output-filters.ts';
import { PieceFilter } from '../output/piece-filter.ts';
import { callerError } from '../stream/failure.ts';
import type { Charge } from './charge.ts';
import type { ChatCall } from './chat-backend.ts';

/** A streamed answer that has begun. */
interface BegunAnswer {
  readonly pieces: AsyncGenerator<StreamedChunk>;
  /** Whether another model has a part in the answer than the one that was asked for. It may come in while one reads. */
  readonly isFallback: () => boolean;
}

/**
 * Begins a streamed answer, which is charged with what it has used in whatever way it ends: with each of its calls, when
 * one provider broke off and another went on, also with one that is just being asked to. Its last piece is the usage.
 * @throws OctoError when it does not begin; reading throws one when it breaks off
 */
export const chargedPieces = async (
  charge: Charge,
  call: ChatCall,
  route: ModelRoute,
): Promise<BegunAnswer> => {
  const { request, signal, limitMode } = call;
  const asked = { ...request, stream_options: { ...request.stream_options, include_usage: true } };
  charge.releaseIfGone(signal);
  try {
    const { answer, isFallback } = await route.streamChat(asked, { signal, limitMode, lost: charge.lost });
    const settle = (): void => charge.settleAll(answer.calls);
    // Whoever leaves before the first piece is read never begins to read: only the signal tells.
    signal.addEventListener('abort', settle, { once: true });
    const pieces = filteredAndSettled(answer, settle, new PieceFilter(outputFilters(call)));
    return { pieces, isFallback: () => isFallback || answer.calls.length > 1 };
  } catch (error) {
    charge.fail();
    throw callerError(error);
  }
};

async function* filteredAndSettled(
  answer: ChatStream,
  settle: () => void,
  filter: PieceFilter,
): AsyncGenerator<StreamedChunk> {
  try {
    for await (const piece of answer) yield* filter.take(piece);
    yield* filter.end();
  } catch (error) {
    throw callerError(error);
  } finally {
    settle();
  }
}
