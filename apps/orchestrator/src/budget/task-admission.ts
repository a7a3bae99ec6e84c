import { Inject, Injectable } from '@nestjs/common';
import { type CallerClaims, RateLimitedError, tierLimits } from '@octollm/contracts';
import { UnfinishedTasks } from '@octollm/memory';

/** How long a count holds when the limit is far, and when more than half of it is taken. */
const farMs = 1_000;
const nearMs = 100;
/** A tenant's tasks end at any time. */
const retryAfterSeconds = 1;
const mostTenants = 10_000;

interface Count {
  /** Tasks that had not ended, and those that this replica took in since. */
  tasks: number;
  readonly at: number;
}

/**
 * Keeps the tasks of a tenant that have not ended within its tier. A replica counts in the database once a second at
 * most, ten times a second when more than half is taken, and adds what it takes in itself; so the limit is passed by no
 * more than what the other replicas take in meanwhile, and only as long as they have not seen each other's tasks.
 */
@Injectable()
export class TaskAdmission {
  readonly #counts = new Map<string, Count>();

  constructor(@Inject(UnfinishedTasks) private readonly unfinished: UnfinishedTasks) {}

  /**
   * Takes a place for a task that is about to be stored.
   * @returns gives the place back, for a task that was not stored after all
   * @throws RateLimitedError with Retry-After when the tenant has as many tasks as its tier allows
   */
  async admit({ tenant_id, tier }: Pick<CallerClaims, 'tenant_id' | 'tier'>): Promise<() => void> {
    const limit = tierLimits[tier].concurrentTasks;
    const count = await this.#current(tenant_id, limit);
    if (count.tasks >= limit)
      throw new RateLimitedError(
        `The tenant has ${limit} tasks that have not ended, which is all that the ${tier} tier allows. Wait for one to end or cancel one.`,
        { retryAfter: retryAfterSeconds },
      );
    count.tasks++;
    return () => {
      count.tasks--;
    };
  }

  async #current(tenantId: string, limit: number): Promise<Count> {
    const known = this.#counts.get(tenantId);
    if (known !== undefined) {
      const holdsMs = known.tasks * 2 < limit ? farMs : nearMs;
      if (performance.now() - known.at < holdsMs) return known;
    }
    const at = performance.now();
    const tasks = await this.unfinished.count(tenantId, limit);
    const newer = this.#counts.get(tenantId);
    if (newer !== undefined && newer.at > at) return newer;
    const count = { tasks, at };
    if (this.#counts.size >= mostTenants) this.#counts.clear();
    this.#counts.set(tenantId, count);
    return count;
  }
}
