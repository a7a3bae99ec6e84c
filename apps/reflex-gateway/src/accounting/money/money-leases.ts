import { InsufficientQuotaError, type Tier, tierLimits } from '@octollm/contracts';
import { type BudgetLeases, budgetMonth, toDollars, toNanoDollars } from '@octollm/memory';
import type { Logger } from 'pino';
import { type HeldMoney, leaseMs, type MoneyStop, TenantLease } from './tenant-lease.ts';

export interface MoneyLeasesOptions {
  readonly leases: BudgetLeases;
  readonly logger: Logger;
  /** Records what calls have used that have ended. Resolves to how many there were. */
  readonly record: () => Promise<number>;
  /** How often leases are looked after, in milliseconds. @default 10,000 */
  readonly everyMs?: number;
  /** After how long without a call a lease is given back, in milliseconds. @default 10,000 */
  readonly idleMs?: number;
}

/** Whose money it is. */
export interface Spender {
  readonly tenantId: string;
  readonly tier: Tier;
}

const secondsLeftInMonth = (): number => {
  const now = new Date();
  return Math.ceil((Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1) - now.getTime()) / 1_000);
};

/**
 * The money of tenants' months, as this process spends it: from a lease, without a round trip for a call. Leases are
 * fetched when they are needed, extended while they are used and given back when they are not. It also ends the leases of
 * replicas that are lost.
 */
export class MoneyLeases {
  readonly #options: MoneyLeasesOptions;
  readonly #leases = new Map<string, TenantLease>();
  readonly #idleMs: number;
  readonly #timer: NodeJS.Timeout;

  constructor(options: MoneyLeasesOptions) {
    this.#options = options;
    this.#idleMs = options.idleMs ?? 10_000;
    this.#timer = setInterval(() => void this.lookAfter(), options.everyMs ?? 10_000).unref();
  }

  /**
   * Holds what a call may cost at most.
   * @throws InsufficientQuotaError when the month has not enough left
   * @throws UnavailableError when the store does not answer and a lease is needed
   */
  async hold(spender: Spender, nanoUsd: number): Promise<HeldMoney> {
    const capNanoUsd = toNanoDollars(tierLimits[spender.tier].monthlyBudgetUsd);
    const hold = (): Promise<HeldMoney | MoneyStop> =>
      this.#leaseOf(spender.tenantId).hold(nanoUsd, capNanoUsd);
    let result = await hold();
    // What calls have used that have ended counts as held until it is recorded.
    if ('heldNanoUsd' in result && result.heldNanoUsd > 0 && (await this.#options.record()) > 0)
      result = await hold();
    if ('heldNanoUsd' in result) throw stopped(result, capNanoUsd);
    return result;
  }

  /** Extends what is used, gives back what is not, and ends what lost replicas had. Errors are logged. */
  async lookAfter(): Promise<void> {
    try {
      const used: TenantLease[] = [];
      for (const [key, lease] of this.#leases) {
        if (lease.idleMs < this.#idleMs && !lease.isLost) used.push(lease);
        else {
          this.#leases.delete(key);
          await lease.giveBack();
        }
      }
      await this.#extend(used);
      await this.#options.leases.expire();
    } catch (error) {
      this.#options.logger.warn({ error }, 'leases of money could not be looked after; trying again');
    }
  }

  /** Gives back everything that no call holds. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const leases = [...this.#leases.values()];
    this.#leases.clear();
    for (const outcome of await Promise.allSettled(leases.map((lease) => lease.giveBack())))
      if (outcome.status === 'rejected')
        this.#options.logger.warn(
          { error: outcome.reason as unknown },
          'a lease of money could not be given back; it ends by itself',
        );
  }

  async #extend(leases: readonly TenantLease[]): Promise<void> {
    const used = leases.filter(({ isOpen }) => isOpen);
    if (used.length === 0) return;
    const at = performance.now();
    const names = used.map(({ tenantId, id }) => ({ tenantId, leaseId: id }));
    const there = new Set(await this.#options.leases.extend(names, leaseMs));
    for (const lease of used)
      if (there.has(lease.id)) lease.seen(at);
      else lease.lose();
  }

  #leaseOf(tenantId: string): TenantLease {
    const month = budgetMonth();
    const key = `${month} ${tenantId}`;
    const known = this.#leases.get(key);
    if (known !== undefined && !known.isLost) return known;
    const { leases, logger } = this.#options;
    const lease = new TenantLease({
      leases,
      tenantId,
      month,
      onError: (error) =>
        logger.warn({ error }, 'money could not be fetched ahead; the next call waits for it'),
    });
    this.#leases.set(key, lease);
    return lease;
  }
}

const stopped = ({ spentNanoUsd, heldNanoUsd }: MoneyStop, capNanoUsd: number): InsufficientQuotaError => {
  const dollars = (nano: number): string => `$${toDollars(nano).toFixed(4)}`;
  const held = heldNanoUsd > 0 ? `, and calls under way may use ${dollars(heldNanoUsd)}` : '';
  return new InsufficientQuotaError(
    `The budget of the tenant for this month does not allow the call: ${dollars(spentNanoUsd)} of ${dollars(capNanoUsd)} are used${held}. Wait for the next month or use a higher tier.`,
    { retryAfter: heldNanoUsd > 0 ? 1 : secondsLeftInMonth() },
  );
};
