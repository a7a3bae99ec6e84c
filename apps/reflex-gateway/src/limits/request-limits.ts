import { Inject, Injectable } from '@nestjs/common';
import { reflexGateway } from '@octollm/catalogue';
import type { Route, Tier } from '@octollm/contracts';
import {
  type AdmissionDecision,
  type AdmissionLimiter,
  type Attempt,
  attemptOfAdmission,
  LimitedError,
  refusal,
  WaitingLines,
  type WaitingMode,
} from '@octollm/resilience';
import { CONFIG, Metrics } from '@octollm/service-kit';
import type { FastifyReply } from 'fastify';
import type { Identity } from '../identity/identity.ts';
import { ADMISSION_LIMITER } from './admission.ts';
import { writeLimitHeaders } from './limit-headers.ts';
import { refused } from './limit-mode.ts';
import {
  type AddressConfig,
  type AddressLimit,
  addressDemand,
  addressLimitOf,
  type LimitName,
  type RequestDemand,
  requestDemands,
} from './request-demands.ts';

/** Requests that may wait for a limit in this process; more are refused, because each takes memory. */
const mostWaiting = 1_000;
/** Buckets do not know who takes of them. */
const noHolder = '';

const failFast: WaitingMode & { readonly mode: 'fail_fast' } = { mode: 'fail_fast' };

/** A request, as far as a limit sees it. */
interface Exchange {
  /** What is to be done when a limit does not let it in. */
  readonly mode: WaitingMode;
  readonly reply: FastifyReply;
}

const whose: Readonly<Record<LimitName, string>> = {
  ip: 'This address',
  key: 'This key',
  user: 'This user',
  tenant: 'This tenant',
  endpoint: 'This key, on routes like this one,',
  tokens: 'This key',
};

const describe = ({ limit, perMinute, burst }: RequestDemand): string =>
  `${whose[limit]} may make ${perMinute} requests a minute, ${burst} of them at once.`;

/** Limits how often callers may ask: all limits of a request are decided on at once, and in one round trip. */
@Injectable()
export class RequestLimits {
  readonly #address: AddressLimit;
  readonly #lines = new WaitingLines();
  #waiting = 0;

  constructor(
    @Inject(ADMISSION_LIMITER) private readonly limiter: AdmissionLimiter,
    @Inject(CONFIG) config: AddressConfig,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {
    this.#address = addressLimitOf(config);
  }

  /**
   * Counts a request against all of its limits or none, and tells the caller how they stand. In mode queue it may wait.
   * @throws RateLimitedError, or RequestDroppedError in mode drop, when a limit does not let it in
   */
  async admit(route: Route, identity: Identity, network: string, exchange: Exchange): Promise<void> {
    const demands = requestDemands(route, identity, network, this.#address);
    await this.#admit(demands, identity.tier, exchange);
  }

  /**
   * Counts a request that needs no key against the limit of its address.
   * @throws RateLimitedError when that does not let it in
   */
  async admitStranger(network: string, reply: FastifyReply): Promise<void> {
    await this.#admit([addressDemand(network, this.#address)], 'none', { mode: failFast, reply });
  }

  async #admit(
    demands: readonly RequestDemand[],
    tier: Tier | 'none',
    { mode, reply }: Exchange,
  ): Promise<void> {
    let decision: AdmissionDecision | undefined;
    const attempt = async (): Promise<Attempt<unknown>> => {
      decision = await this.limiter.admit(noHolder, demands);
      return attemptOfAdmission(demands, decision);
    };
    // A line for each set of limits: who waits for one of them keeps nobody from what does not need it.
    const line = demands.map(({ key }) => key).join(' ');
    const refusedForMs = await this.#inTurn(line, attempt, mode);
    if (decision !== undefined) writeLimitHeaders(reply, demands, decision.states);
    if (refusedForMs === undefined) return;
    const inTheWay = decision === undefined ? undefined : refusal(demands, decision)?.demand;
    this.metrics.counter(reflexGateway.metrics.limited).inc({ tier, limit: inTheWay?.limit ?? 'key' });
    const message =
      inTheWay === undefined ? 'Other requests of this key wait for their turn.' : describe(inTheWay);
    throw refused(mode, message, refusedForMs);
  }

  /** @returns undefined when it was let in, otherwise the milliseconds after which to try again */
  async #inTurn(
    line: string,
    attempt: () => Promise<Attempt<unknown>>,
    mode: WaitingMode,
  ): Promise<number | undefined> {
    const waits = mode.mode === 'queue' && this.#waiting < mostWaiting;
    this.#waiting += waits ? 1 : 0;
    try {
      await this.#lines.admit(line, attempt, waits ? mode : failFast);
      return undefined;
    } catch (error) {
      if (error instanceof LimitedError) return error.retryAfterMs;
      throw error;
    } finally {
      this.#waiting -= waits ? 1 : 0;
    }
  }
}
