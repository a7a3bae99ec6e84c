import type { ResponseObject, ResponseStreamEvent } from '@octollm/contracts';
import type { Logger } from 'pino';
import { ClientGoneError } from '../../edge/gone.ts';
import { type ChatPieces, stillWorking } from '../chat/chat-backend.ts';
import { ResponseTeller } from '../responses/response-teller.ts';
import { keepAlive } from './chat-frames.ts';
import { openAiFailure } from './failure.ts';

const frames = (events: readonly ResponseStreamEvent[]): string =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');

/**
 * A streamed answer as the server-sent events of a response. When it breaks off, the last event is `response.failed`.
 * @param frame the response before anything is answered
 */
export async function* responseFrames(
  frame: ResponseObject,
  pieces: ChatPieces,
  logger: Logger,
): AsyncGenerator<string | Buffer> {
  const teller = new ResponseTeller(frame);
  yield frames(teller.begin());
  try {
    for await (const piece of pieces) {
      if (piece === stillWorking) {
        yield keepAlive;
        continue;
      }
      const events = teller.take(piece.chunk);
      if (events.length > 0) yield frames(events);
    }
    yield frames(teller.end());
  } catch (thrown) {
    if (thrown instanceof ClientGoneError) return;
    yield frames(teller.fail(openAiFailure(thrown, logger)));
  }
}
