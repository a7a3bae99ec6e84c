import { hash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type ConfigOf, reflexGateway } from '@octollm/catalogue';
import { newId, RateLimitedError } from '@octollm/contracts';
import { type AdmissionLimiter, atMost, refusal, type WindowDemand } from '@octollm/resilience';
import { CONFIG, Metrics } from '@octollm/service-kit';
import { LRUCache } from 'lru-cache';
import type { Identity } from '../identity/identity.ts';
import { ADMISSION_LIMITER } from './admission.ts';
import { type AddressConfig, type AddressLimit, addressDemand, addressLimitOf } from './request-demands.ts';

type Config = AddressConfig & Pick<ConfigOf<typeof reflexGateway>, 'GATEWAY_IP_FAILED_KEYS_PER_MINUTE'>;

const windowMs = 60_000;
const dayMs = 86_400_000;
const mostNetworks = 100_000;
const mostCallers = 100_000;

/**
 * Limits how many keys from one address may be wrong: 60 in any minute unless it is configured otherwise, over all
 * replicas. Then the address is refused before its keys are looked at, so that guessing costs no round trip. Callers who
 * share the address are not refused if this process has accepted their key within a day; newcomers wait a minute at
 * most once the guessing ends.
 */
@Injectable()
export class FailedKeys {
  readonly #perMinute: number;
  readonly #address: AddressLimit;
  /** When an address that is refused may try again, in milliseconds of `performance.now`. */
  readonly #refusedUntil = new LRUCache<string, number>(atMost(mostNetworks));
  /** Hashes of the headers that were accepted. */
  readonly #accepted = new LRUCache<string, true>({
    ...atMost(mostCallers),
    ttl: dayMs,
    ttlResolution: 1_000,
  });
  /** Who is among them already. A key that is looked at anew brings another identity. */
  readonly #noted = new WeakSet<Identity>();

  constructor(
    @Inject(ADMISSION_LIMITER) private readonly limiter: AdmissionLimiter,
    @Inject(CONFIG) config: Config,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {
    this.#perMinute = config.GATEWAY_IP_FAILED_KEYS_PER_MINUTE;
    this.#address = addressLimitOf(config);
  }

  /**
   * Before a key is looked at.
   * @throws RateLimitedError when too many from this address were wrong
   */
  check(network: string, authorization: string | undefined): void {
    const until = this.#refusedUntil.get(network);
    if (until === undefined) return;
    const waitMs = until - performance.now();
    if (waitMs <= 0) this.#refusedUntil.delete(network);
    else if (!this.#accepted.has(nameOf(authorization))) throw this.#refused(waitMs, 'failed_keys');
  }

  /** A key was accepted. @param identity whose it is, as it is remembered */
  accepted(authorization: string | undefined, identity: Identity): void {
    if (this.#noted.has(identity)) return;
    this.#noted.add(identity);
    this.#accepted.set(nameOf(authorization), true);
  }

  /**
   * A key was not accepted, or none was sent, which is no guess and counts as a request only.
   * @throws RateLimitedError when it was one too many
   */
  async failed(network: string, authorization: string | undefined): Promise<void> {
    this.#accepted.delete(nameOf(authorization));
    const address = addressDemand(network, this.#address);
    const guesses: WindowDemand = {
      kind: 'window',
      key: `failed-keys:${network}`,
      max: this.#perMinute,
      windowMs,
    };
    const demands = authorization === undefined ? [address] : [guesses, address];
    const inTheWay = refusal(demands, await this.limiter.admit(newId(), demands));
    if (inTheWay === undefined) return;
    const { demand, state } = inTheWay;
    if (demand.kind !== 'window') throw this.#refused(state.retryAfterMs, 'ip');
    this.#refusedUntil.set(network, performance.now() + state.retryAfterMs);
    throw this.#refused(state.retryAfterMs, 'failed_keys');
  }

  #refused(waitMs: number, limit: 'failed_keys' | 'ip'): RateLimitedError {
    this.metrics.counter(reflexGateway.metrics.limited).inc({ tier: 'none', limit });
    const retryAfter = Math.ceil(waitMs / 1_000);
    const reason =
      limit === 'failed_keys'
        ? 'Too many keys from this address were wrong.'
        : 'This address asks too often.';
    return new RateLimitedError(`${reason} Wait ${retryAfter} s.`, { retryAfter });
  }
}

const nameOf = (authorization: string | undefined): string => hash('sha256', authorization ?? '', 'base64');
