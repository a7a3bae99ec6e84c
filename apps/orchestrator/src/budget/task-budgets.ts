import { type BeforeApplicationShutdown, Inject, Injectable } from '@nestjs/common';
import { BudgetLedger, type ClaimedTask } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { ArmRegistry } from '../arms/arm-registry.ts';
import { ArmPrices } from './arm-prices.ts';
import { TaskBudget } from './task-budget.ts';
import { TenantTiers } from './tenant-tiers.ts';

/** The budgets of the tasks that this replica holds. */
@Injectable()
export class TaskBudgets implements BeforeApplicationShutdown {
  readonly #budgets = new WeakMap<ClaimedTask, TaskBudget>();

  constructor(
    @Inject(BudgetLedger) private readonly ledger: BudgetLedger,
    @Inject(TenantTiers) private readonly tiers: TenantTiers,
    @Inject(ArmPrices) private readonly prices: ArmPrices,
    @Inject(ArmRegistry) private readonly arms: ArmRegistry,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Nobody waits for the settlement of a call, so some may be on their way when the last task is given back. */
  beforeApplicationShutdown(): Promise<void> {
    return this.ledger.settled();
  }

  /** The budget of a claimed task; the same for as long as it is held. */
  of(claimed: ClaimedTask): TaskBudget {
    const known = this.#budgets.get(claimed);
    if (known !== undefined) return known;
    const budget = new TaskBudget({
      ledger: this.ledger,
      prices: this.prices,
      claimed,
      asksModels: (arm) => this.arms.asksModels(arm),
      tier: () => this.tiers.of(claimed.lease.tenantId),
      onError: (error) =>
        this.logger.warn(
          { error, task_id: claimed.lease.taskId },
          'a call could not be settled; it counts as all that it had reserved',
        ),
    });
    this.#budgets.set(claimed, budget);
    return budget;
  }
}
