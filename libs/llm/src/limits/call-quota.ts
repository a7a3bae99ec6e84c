import { RequestDroppedError } from '@octollm/contracts';
import {
  attemptOfReservation,
  LimitedError,
  type Quota,
  type QuotaLimiter,
  type Reservation,
  WaitingLines,
  type WaitingMode,
} from '@octollm/resilience';
import { ProviderError } from '../providers/provider-error.ts';
import type { TokenUsage } from '../tokens/token-usage.ts';
import type { ModelLimit } from './parse-model-limits.ts';

const minuteMs = 60_000;

/** Counts the calls and tokens of one provider over all replicas that share a limiter. */
export class CallQuota {
  readonly #provider: string;
  readonly #limiter: QuotaLimiter;
  readonly #quota: Quota;
  readonly #lines = new WaitingLines();

  constructor(provider: string, limiter: QuotaLimiter, limit: ModelLimit) {
    this.#provider = provider;
    this.#limiter = limiter;
    this.#quota = { windowMs: minuteMs, ...limit };
  }

  /**
   * Takes a call and its tokens, or waits for them. An estimate above the whole limit takes all of it: the call may use
   * less, and else could never be made.
   * @throws ProviderError (rate_limited) when there are none in mode fail_fast, or not in time in mode queue
   * @throws RequestDroppedError in mode drop; the reason of the signal
   */
  async reserve(tokens: number, mode: WaitingMode, signal: AbortSignal): Promise<Reservation> {
    const amount = { calls: 1, tokens: Math.min(tokens, this.#quota.tokens ?? Number.MAX_SAFE_INTEGER) };
    const attempt = async () =>
      attemptOfReservation(await this.#limiter.reserve(`model:${this.#provider}`, amount, this.#quota));
    try {
      if (mode.mode === 'queue')
        return await this.#lines.admit(this.#provider, attempt, { ...mode, signal }, (reservation) =>
          this.settle(reservation, { calls: 0, tokens: 0 }),
        );
      // The line is that of all tenants: whoever does not wait is not refused because a larger call of another does.
      const answer = await attempt();
      if (answer.admitted) return answer.value;
      if (mode.mode === 'fail_fast') throw new LimitedError(answer.retryAfterMs);
      throw new RequestDroppedError(`${this.#reached} The request was dropped, as its mode says.`, {
        retryAfter: seconds(answer.retryAfterMs),
      });
    } catch (error) {
      if (!(error instanceof LimitedError)) throw error;
      throw new ProviderError('rate_limited', this.#reached, {
        retryAfter: seconds(error.retryAfterMs),
        sent: false,
      });
    }
  }

  /** The call has ended, and this is what it used. */
  used(reservation: Reservation, { promptTokens, completionTokens }: TokenUsage): void {
    this.settle(reservation, { calls: 1, tokens: promptTokens + completionTokens });
  }

  /** Nobody waits for it: when it fails, the estimate stands until it leaves the window. */
  settle(reservation: Reservation, actual: { readonly calls: number; readonly tokens: number }): void {
    void Promise.allSettled([this.#limiter.settle(reservation, actual)]).then(() =>
      this.#lines.wake(this.#provider),
    );
  }

  get #reached(): string {
    return `The limit of calls or tokens in a minute that is set for ${this.#provider} is reached.`;
  }
}

const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));
