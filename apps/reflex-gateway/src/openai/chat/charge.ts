import type { ChatCompletionRequest } from '@octollm/contracts';
import {
  completionLimit,
  type ModelRoute,
  mostPromptTokens,
  ProviderError,
  type TokenUsage,
} from '@octollm/llm';
import type { Accounting } from '../../accounting/accounting.ts';
import type { PlannedCall, Reservation } from '../../accounting/call.ts';
import type { PricedModel } from '../../accounting/cost.ts';
import type { ChatCall } from './chat-backend.ts';

/** What is reserved for an answer whose length nobody has limited. Longer ones are charged when they end. */
const usualCompletionTokens = 4_096;

type Caller = Pick<ChatCall, 'identity' | 'endpoint'>;

/** What a chat may use at most, as far as that is known before. */
export const plannedChat = (caller: Caller, request: ChatCompletionRequest, route: ModelRoute): PlannedCall =>
  plannedCall(caller, route, {
    promptTokens: mostPromptTokens(request),
    completionTokens: completionLimit(request) ?? usualCompletionTokens * (request.n ?? 1),
  });

/** What a call may use at most, at the model that is asked first. */
export const plannedCall = (
  { identity, endpoint }: Caller,
  { targets: [first] }: ModelRoute,
  { promptTokens, completionTokens }: TokenUsage,
): PlannedCall => {
  if (first === undefined) throw new Error('A route has no target.');
  return {
    identity,
    endpoint,
    provider: first.provider.name,
    model: first.model,
    promptTokens,
    maxCompletionTokens: completionTokens,
  };
};

/** One call and the tokens that are held for it. The first settlement counts, whichever way the call ends. */
export class Charge {
  readonly #planned: PlannedCall;
  readonly #reservation: Reservation;

  private constructor(planned: PlannedCall, reservation: Reservation) {
    this.#planned = planned;
    this.#reservation = reservation;
  }

  /** @throws RateLimitedError, RequestDroppedError, InsufficientQuotaError; the reason of the signal */
  static async reserve(
    accounting: Pick<Accounting, 'reserve'>,
    planned: PlannedCall,
    { limitMode, signal }: Pick<ChatCall, 'limitMode' | 'signal'>,
  ): Promise<Charge> {
    const charge = new Charge(planned, await accounting.reserve(planned, limitMode));
    charge.releaseIfGone(signal);
    return charge;
  }

  /**
   * To be asked before a call is sent: nothing is sent, or charged, for callers who have left.
   * @throws the reason of the signal when it is aborted
   */
  releaseIfGone(signal: AbortSignal): void {
    if (signal.aborted) this.release();
    signal.throwIfAborted();
  }

  /** The call was not sent. */
  release(): void {
    this.#reservation.release();
  }

  /**
   * The call has ended, with an answer or in the middle of one.
   * @param answeredBy the model that was asked in the end, whose price counts
   */
  settle({ promptTokens, completionTokens }: TokenUsage, answeredBy?: PricedModel): void {
    this.#reservation.settle({
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      ...(answeredBy === undefined ? {} : { answered_by: answeredBy }),
    });
  }

  /**
   * The call has ended without an answer. One that was given up while the provider worked on it may have used all that
   * was reserved, and nobody will ever tell; one that the provider refused has used nothing.
   */
  fail(error: unknown, isGivenUp: boolean): void {
    const isUnknown = isGivenUp || (error instanceof ProviderError && error.category === 'timeout');
    if (!isUnknown) return this.release();
    const { promptTokens, maxCompletionTokens } = this.#planned;
    this.settle({ promptTokens, completionTokens: maxCompletionTokens });
  }
}
