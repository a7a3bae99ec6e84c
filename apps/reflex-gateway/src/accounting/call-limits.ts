import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { reflexGateway } from '@octollm/catalogue';
import { tierLimits } from '@octollm/contracts';
import {
  type AdmissionLimiter,
  type Attempt,
  Dropped,
  LimitedError,
  refusal,
  type SlotDemand,
  WaitingLines,
  type WaitingMode,
} from '@octollm/resilience';
import { InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import type { Identity } from '../identity/identity.ts';
import { ADMISSION_LIMITER } from '../limits/admission.ts';
import { refused } from '../limits/limit-mode.ts';
import { type RequestDemand, tokensDemand } from '../limits/request-demands.ts';

/** How long the place of a replica that was lost stays taken, in milliseconds. */
const leaseMs = 30_000;
/** How often a full limit is asked whether another replica has given something back, in milliseconds. */
const pollMs = 50;

/** What a call has taken of the limits of its key. */
interface Taken {
  readonly keyId: string;
  readonly tokens: RequestDemand;
  readonly slot: SlotDemand;
  takenAt: number;
}

/** Ends a call: what it did not use of its tokens is given back, and so is its place. */
export type EndCall = (usedTokens: number) => void;

/** Limits the tokens of models that a key uses in a minute, and how many of its calls are under way at the same time. */
@Injectable()
export class CallLimits implements OnModuleDestroy {
  readonly #lines = new WaitingLines();
  readonly #underWay = new Map<string, Taken>();
  readonly #timer = setInterval(() => this.#renewAll(), leaseMs / 3).unref();

  constructor(
    @Inject(ADMISSION_LIMITER) private readonly limiter: AdmissionLimiter,
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /**
   * Takes tokens and a place for a call, both or neither, in one round trip.
   * @throws RateLimitedError, or RequestDroppedError in mode drop
   */
  async admit(id: string, identity: Identity, tokens: number, mode: WaitingMode): Promise<EndCall> {
    const { keyId, tier } = identity;
    const taken: Taken = {
      keyId,
      tokens: tokensDemand(identity, tokens),
      slot: { kind: 'slot', key: `calls:${keyId}`, max: tierLimits[tier].concurrentCalls, leaseMs },
      takenAt: performance.now(),
    };
    const demands = [taken.tokens, taken.slot];
    let inTheWay: 'tokens' | 'calls' = 'tokens';
    const attempt = async (): Promise<Attempt<EndCall>> => {
      const found = refusal(demands, await this.limiter.admit(id, demands));
      if (found === undefined) return { admitted: true, value: this.#begin(id, taken) };
      inTheWay = found.demand.kind === 'slot' ? 'calls' : 'tokens';
      const { retryAfterMs } = found.state;
      return {
        admitted: false,
        retryAfterMs: inTheWay === 'calls' ? Math.min(retryAfterMs, pollMs) : retryAfterMs,
      };
    };
    try {
      const outcome = await this.#lines.admit(keyId, attempt, mode, (end) => end(0));
      if (!(outcome instanceof Dropped)) return outcome;
      throw new LimitedError(outcome.retryAfterMs);
    } catch (error) {
      if (!(error instanceof LimitedError)) throw error;
      this.metrics.counter(reflexGateway.metrics.limited).inc({ tier, limit: inTheWay });
      throw refused(mode, describe(inTheWay, taken), error.retryAfterMs);
    }
  }

  #begin(id: string, taken: Taken): EndCall {
    this.#underWay.set(id, taken);
    return (usedTokens) => {
      if (!this.#underWay.delete(id)) return;
      const { keyId, tokens, slot } = taken;
      const parts = [{ demand: tokens, amount: tokens.cost - usedTokens }, { demand: slot }];
      this.limiter
        .giveBack(id, parts)
        .catch((error: unknown) =>
          this.logger.warn({ error }, 'what a call did not use could not be given back'),
        )
        .finally(() => this.#lines.wake(keyId));
    };
  }

  #renewAll(): void {
    const now = performance.now();
    for (const [id, taken] of this.#underWay) {
      if (now - taken.takenAt < leaseMs / 4) continue;
      taken.takenAt = now;
      this.limiter
        .admit(id, [taken.slot])
        .then(() => {
          // It ended meanwhile, and the renewal has taken its place again.
          if (!this.#underWay.has(id)) return this.limiter.giveBack(id, [{ demand: taken.slot }]);
        })
        .catch((error: unknown) => this.logger.warn({ error }, 'the place of a call could not be renewed'));
    }
  }
}

const describe = (limit: 'tokens' | 'calls', { tokens, slot }: Taken): string =>
  limit === 'calls'
    ? `This key may have ${slot.max} calls of models under way at the same time.`
    : `This key may use ${tokens.burst} tokens of models a minute, and this call may use ${tokens.cost}.`;
