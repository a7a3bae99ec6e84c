import { createRestoreStream, type TokenVault } from '@octollm/guardrails';
import type { ChatStream } from '@octollm/llm';
import type { Meter } from '../budget/meter.ts';
import { askFailure } from '../call/ask-failure.ts';
import type { Reply } from '../call/model-caller.ts';
import { answerFaulty, answerRefused } from './answer-failure.ts';
import { StreamedMessage } from './read-message.ts';

export interface StreamedReply {
  readonly reply: Reply<ChatStream>;
  readonly signal: AbortSignal;
  readonly meter: Meter;
  readonly vault: TokenVault;
  readonly warn: (warning: string) => void;
}

/**
 * The texts of a streamed answer with the hidden values back in their places. However it ends, it is settled with what
 * it has used.
 * @throws ArmFailure; after the last text when the model declines, calls a tool or gives no text
 */
export async function* streamedPieces({
  reply: { answer, reservation },
  signal,
  meter,
  vault,
  warn,
}: StreamedReply): AsyncGenerator<string, void, undefined> {
  const restored = createRestoreStream(vault);
  const streamed = new StreamedMessage();
  let failure: unknown;
  try {
    for await (const { chunk } of answer) {
      const text = restored.push(streamed.add(chunk));
      if (text !== '') yield text;
    }
    const rest = restored.end();
    if (rest !== '') yield rest;
  } catch (error) {
    failure = error;
  } finally {
    meter.settle(reservation, answer.usage);
  }
  if (failure !== undefined) throw askFailure(failure, signal, meter.usage);
  const { text, truncated, fault, isRefused } = streamed.message;
  if (isRefused) throw answerRefused(reservation.model, meter.usage);
  if (fault !== undefined) throw answerFaulty(reservation.model, fault, meter.usage);
  if (text.trim() === '')
    throw answerFaulty(reservation.model, 'It was cut off before its text.', meter.usage);
  if (truncated) warn('The answer was cut off at its longest.');
}
