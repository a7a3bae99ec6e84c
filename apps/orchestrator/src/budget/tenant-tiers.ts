import { Inject, Injectable } from '@nestjs/common';
import type { Tier } from '@octollm/contracts';
import { TenantTierStore } from '@octollm/memory';

/** How long a replica takes a tier for granted. */
const freshMs = 30_000;
const mostTenants = 10_000;

interface Known {
  readonly tier: Tier;
  readonly until: number;
}

/** The tier of each tenant: written when its tasks come in, read when they cost something. */
@Injectable()
export class TenantTiers {
  readonly #known = new Map<string, Known>();

  constructor(@Inject(TenantTierStore) private readonly store: TenantTierStore) {}

  /** Takes in the tier of a caller; a round trip only when it is news to this replica. */
  async remember(tenantId: string, tier: Tier): Promise<void> {
    if (this.#fresh(tenantId) === tier) return;
    await this.store.remember(tenantId, tier);
    this.#keep(tenantId, tier);
  }

  /** The tier of a tenant, at most 30 seconds old; the lowest for one that never submitted a task. */
  async of(tenantId: string): Promise<Tier> {
    const known = this.#fresh(tenantId);
    if (known !== undefined) return known;
    const tier = (await this.store.find(tenantId)) ?? 'free';
    this.#keep(tenantId, tier);
    return tier;
  }

  #fresh(tenantId: string): Tier | undefined {
    const known = this.#known.get(tenantId);
    return known !== undefined && known.until > Date.now() ? known.tier : undefined;
  }

  #keep(tenantId: string, tier: Tier): void {
    if (this.#known.size >= mostTenants) this.#known.clear();
    this.#known.set(tenantId, { tier, until: Date.now() + freshMs });
  }
}
