import { Bulkhead, BulkheadFullError, type BulkheadOptions } from '@octollm/resilience';

/** Calls that wait for each one that runs: each holds its input, which may be as long as a request. */
export const waitingPerRun = 4;

interface Tenant {
  readonly turns: Bulkhead;
  calls: number;
}

/**
 * Turns of runs. A few run at a time and four times as many wait. One tenant gets all turns but one, where there is
 * more than one, and half of the places to wait, so that another one always finds some.
 */
export class TenantTurns {
  readonly #options: BulkheadOptions;
  readonly #all: Bulkhead;
  readonly #tenants = new Map<string, Tenant>();
  #calls = 0;

  constructor(maxRuns: number) {
    this.#options = { concurrency: maxRuns, queue: maxRuns * waitingPerRun };
    this.#all = new Bulkhead(this.#options);
  }

  /**
   * Runs the work at its turn.
   * @param signal - ends the wait with its reason; the work itself has to listen to it too
   * @throws BulkheadFullError when too many calls wait already, of this tenant or of all; otherwise what it throws
   */
  async run<Result>(tenantId: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const { concurrency, queue } = this.#options;
    if (this.#calls >= concurrency + queue) throw new BulkheadFullError(this.#options);
    const tenant = this.#tenants.get(tenantId) ?? this.#newTenant(tenantId);
    this.#calls += 1;
    tenant.calls += 1;
    try {
      return await tenant.turns.run(() => this.#all.run(work, signal), signal);
    } finally {
      this.#calls -= 1;
      tenant.calls -= 1;
      if (tenant.calls === 0) this.#tenants.delete(tenantId);
    }
  }

  #newTenant(tenantId: string): Tenant {
    const { concurrency, queue } = this.#options;
    const turns = new Bulkhead({ concurrency: Math.max(concurrency - 1, 1), queue: queue / 2 });
    const tenant = { turns, calls: 0 };
    this.#tenants.set(tenantId, tenant);
    return tenant;
  }
}
