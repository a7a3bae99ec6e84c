import type { ChatCompletionRequest } from '@octollm/contracts';
import {
  type CallOfAnswer,
  LostCalls,
  type ModelRoute,
  mostCompletionTokens,
  mostPromptTokens,
  type TokenUsage,
} from '@octollm/llm';
import type { Accounting } from '../../accounting/accounting.ts';
import type { PlannedCall, ProviderUsage, Reservation } from '../../accounting/call.ts';
import type { PricedModel } from '../../accounting/cost.ts';
import type { ChatCall } from './chat-backend.ts';

type Caller = Pick<ChatCall, 'identity' | 'endpoint'>;

/** What a chat may use at most, as far as that is known before. */
export const plannedChat = (caller: Caller, request: ChatCompletionRequest, route: ModelRoute): PlannedCall =>
  plannedCall(caller, route, {
    promptTokens: mostPromptTokens(request),
    completionTokens: Math.max(
      ...route.targets.map(({ provider }) => mostCompletionTokens(request, provider)),
    ),
  });

/** What a call may use at most, whichever model of its route answers. */
export const plannedCall = (
  { identity, endpoint }: Caller,
  { targets: [first, ...fallbacks] }: ModelRoute,
  { promptTokens, completionTokens }: TokenUsage,
): PlannedCall => {
  if (first === undefined) throw new Error('A route has no target.');
  return {
    identity,
    endpoint,
    provider: first.provider.name,
    model: first.model,
    fallbacks: fallbacks.map(({ provider, model }) => ({ provider: provider.name, model })),
    promptTokens,
    maxCompletionTokens: completionTokens,
  };
};

const providerUsage = (
  { promptTokens, completionTokens, cacheWriteTokens }: TokenUsage,
  answeredBy: PricedModel | undefined,
): ProviderUsage => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  ...(cacheWriteTokens === undefined ? {} : { cache_write_tokens: cacheWriteTokens }),
  ...(answeredBy === undefined ? {} : { answered_by: answeredBy }),
});

const usageOfCall = ({ usage, provider, model }: CallOfAnswer): ProviderUsage =>
  providerUsage(usage, { provider, model });

/** One call and the tokens that are held for it. The first settlement counts, whichever way the call ends. */
export class Charge {
  /** The calls of providers that it was given up with on the way. They are charged too, in whatever way it ends. */
  readonly lost = new LostCalls();
  readonly #reservation: Reservation;

  private constructor(reservation: Reservation) {
    this.#reservation = reservation;
  }

  /** @throws RateLimitedError, RequestDroppedError, InsufficientQuotaError; the reason of the signal */
  static async reserve(
    accounting: Pick<Accounting, 'reserve'>,
    planned: PlannedCall,
    { limitMode, signal }: Pick<ChatCall, 'limitMode' | 'signal'>,
  ): Promise<Charge> {
    const charge = new Charge(await accounting.reserve(planned, limitMode));
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
  settle(usage: TokenUsage, answeredBy?: PricedModel): void {
    this.#settle([providerUsage(usage, answeredBy)]);
  }

  /** The call has ended, and these are the calls of providers that its answer is made of. */
  settleAll(calls: readonly CallOfAnswer[]): void {
    this.#settle(calls.map(usageOfCall));
  }

  /**
   * The call has ended without an answer. Providers that were given up while they worked on it may have used all that
   * they were allowed to, and nobody will ever tell; those that refused it have used nothing.
   */
  fail(): void {
    this.#settle([]);
  }

  #settle(answered: readonly ProviderUsage[]): void {
    const used = [...this.lost.all.map(usageOfCall), ...answered];
    const last = used.at(-1);
    if (last === undefined) return this.release();
    const before = used.slice(0, -1);
    this.#reservation.settle(before.length === 0 ? last : { ...last, broken_off: before });
  }
}
