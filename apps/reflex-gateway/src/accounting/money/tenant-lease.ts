import { newId } from '@octollm/contracts';
import type { BudgetLeases, LeaseGrant } from '@octollm/memory';

/** How long a lease holds without a sign of life, in milliseconds: what a killed replica had taken is back after it. */
export const leaseMs = 60_000;
/** A lease is not used any more so long before it ends: clocks and answers take their time. */
const marginMs = 10_000;
/** What of the rest of a month one replica takes at a time. */
const share = 1 / 20;
/** A chunk that pays for so many calls is renewed before it is used up; a smaller one when it is. */
const callsAhead = 8;

/** Money that one call holds. */
export interface HeldMoney {
  readonly leaseId: string;
  readonly month: string;
  /** Takes it back, and counts what the call cost, which may be more. To be called once. */
  end(usedNanoUsd: number): void;
}

/** There is no money for a call. */
export type MoneyStop = Pick<LeaseGrant, 'spentNanoUsd' | 'heldNanoUsd'>;

export interface TenantLeaseOptions {
  readonly leases: Pick<BudgetLeases, 'take'>;
  readonly tenantId: string;
  /** The month in UTC, as YYYY-MM. */
  readonly month: string;
  /** Hears when money could not be fetched ahead. */
  readonly onError: (error: unknown) => void;
}

/**
 * A part of a tenant's month that this process spends by itself. In the store it is one row, which always holds what is
 * idle here, what calls hold, and what they have used and nobody has recorded yet.
 */
export class TenantLease {
  readonly id = newId();
  readonly tenantId: string;
  readonly month: string;
  readonly #leases: Pick<BudgetLeases, 'take'>;
  readonly #onError: (error: unknown) => void;
  /** Nano-dollars. Below 0 when a call has used more than it held while others hold something. */
  #idle = 0;
  #calls = 0;
  #chunk = 0;
  /** What the tenant may spend in the month, as the last call said. */
  #capNanoUsd = 0;
  #validUntil = Number.POSITIVE_INFINITY;
  #usedAt = performance.now();
  #taking: Promise<unknown> | undefined;

  constructor({ leases, tenantId, month, onError }: TenantLeaseOptions) {
    this.#leases = leases;
    this.tenantId = tenantId;
    this.month = month;
    this.#onError = onError;
  }

  /** Whether it may have ended in the store: another one is to be used, and calls that hold something of it may end. */
  get isLost(): boolean {
    return performance.now() >= this.#validUntil;
  }

  /** Whether the store knows of it. */
  get isOpen(): boolean {
    return this.#validUntil !== Number.POSITIVE_INFINITY && !this.isLost;
  }

  /** For how long nobody has used it, in milliseconds; 0 while somebody does. */
  get idleMs(): number {
    return this.#calls > 0 || this.#taking !== undefined ? 0 : performance.now() - this.#usedAt;
  }

  /**
   * Holds what a call may cost. A round trip only when there is not enough here.
   * @throws UnavailableError when the store does not answer; the lease is lost then
   */
  async hold(needNanoUsd: number, capNanoUsd: number): Promise<HeldMoney | MoneyStop> {
    this.#capNanoUsd = capNanoUsd;
    for (;;) {
      if (this.#idle >= needNanoUsd) {
        const held = this.#give(needNanoUsd);
        this.#takeAhead(needNanoUsd);
        return held;
      }
      if (this.#taking !== undefined) {
        // Who waits for it tries again by itself, and hears of a failure then.
        await this.#taking.catch(() => undefined);
        continue;
      }
      const result = await this.#take(needNanoUsd);
      // Calls that have ended meanwhile may have left enough.
      if ('end' in result || this.#idle < needNanoUsd) return result;
    }
  }

  /** The store has heard of it: it holds for its full time from `at` on, in milliseconds of `performance.now`. */
  seen(at: number): void {
    if (!this.isLost) this.#validUntil = at + leaseMs - marginMs;
  }

  /** It has ended in the store. */
  lose(): void {
    this.#validUntil = 0;
  }

  /** Gives back what no call holds. */
  async giveBack(): Promise<void> {
    const idle = Math.max(0, this.#idle);
    this.#idle -= idle;
    if (idle === 0 || this.isLost) return;
    await this.#ask({ idleNanoUsd: idle, needNanoUsd: 0, share: 0 });
  }

  #give(nanoUsd: number): HeldMoney {
    this.#idle -= nanoUsd;
    this.#calls += 1;
    return {
      leaseId: this.id,
      month: this.month,
      end: (used) => {
        this.#idle += nanoUsd - used;
        this.#calls -= 1;
        this.#usedAt = performance.now();
      },
    };
  }

  async #take(needNanoUsd: number): Promise<HeldMoney | LeaseGrant> {
    // Nobody holds anything, so what a call used beyond its part is in the store already.
    if (this.#calls === 0) this.#idle = Math.max(0, this.#idle);
    const idleNanoUsd = Math.max(0, this.#idle);
    this.#idle -= idleNanoUsd;
    const debt = -this.#idle;
    const asked = this.#ask({ idleNanoUsd, needNanoUsd: needNanoUsd + debt, share });
    try {
      const grant = await this.#during(asked);
      this.#chunk = grant.grantedNanoUsd;
      this.#idle += grant.grantedNanoUsd;
      if (grant.grantedNanoUsd === 0) return grant;
      // At once, before another call that waits can take it. It may be less than the need: see `BudgetLeases`.
      return this.#give(Math.max(0, Math.min(needNanoUsd, this.#idle)));
    } catch (error) {
      // Nobody knows what the store has made of it.
      this.lose();
      throw error;
    }
  }

  /** Fetches the next chunk before this one is used up, so that no call waits for it. */
  #takeAhead(needNanoUsd: number): void {
    if (this.#taking !== undefined || this.#idle > this.#chunk / 2 || this.#chunk < needNanoUsd * callsAhead)
      return;
    const asked = this.#ask({ idleNanoUsd: 0, needNanoUsd: 0, share });
    this.#during(asked).then(({ grantedNanoUsd }) => {
      this.#chunk = grantedNanoUsd;
      this.#idle += grantedNanoUsd;
    }, this.#onError);
  }

  async #ask(wish: {
    readonly idleNanoUsd: number;
    readonly needNanoUsd: number;
    readonly share: number;
  }): Promise<LeaseGrant> {
    const at = performance.now();
    const { tenantId, id: leaseId, month } = this;
    const grant = await this.#leases.take({
      tenantId,
      leaseId,
      month,
      leaseMs,
      capNanoUsd: this.#capNanoUsd,
      ...wish,
    });
    this.seen(at);
    return grant;
  }

  async #during<Result>(work: Promise<Result>): Promise<Result> {
    this.#taking = work;
    try {
      return await work;
    } finally {
      this.#taking = undefined;
    }
  }
}
