import type { ChatCompletionRequest } from '@octollm/contracts';
import type { Answered, CallOptions, ModelRoute, TokenUsage } from '@octollm/llm';
import type { ReadMessage } from '../session/read-message.ts';

/** What a model has answered to one call, and what the call has used. */
export interface Said {
  readonly message: ReadMessage;
  readonly usage: TokenUsage;
}

/**
 * Asks one target and waits for the end of its answer.
 * @throws BrokenAnswerError when an answer has begun and breaks off; whatever else keeps it from beginning
 */
export type Ask = (
  route: ModelRoute,
  request: ChatCompletionRequest,
  options: CallOptions,
) => Promise<Answered<Said>>;

/** An answer broke off after it had begun, so that what it has used is known. */
export class BrokenAnswerError extends Error {
  readonly usage: TokenUsage;

  /** @param cause why it broke off */
  constructor(usage: TokenUsage, cause: unknown) {
    super('The answer of a model broke off.', { cause });
    this.name = 'BrokenAnswerError';
    this.usage = usage;
  }
}
