import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { budgetMetrics } from '@octollm/catalogue';
import { BudgetTotals, budgetMonth } from '@octollm/memory';
import { InjectLogger, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';

/** Often enough for alerts on a month's money; the sum looks at an account of every tenant. */
const everyMs = 20_000;

/** Shows what all tenants have spent and hold this month, by tier. */
@Injectable()
export class BudgetGauges implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;
  #measuring: Promise<void> | undefined;

  constructor(
    @Inject(BudgetTotals) private readonly totals: Pick<BudgetTotals, 'ofMonth'>,
    @Inject(Metrics) private readonly metrics: Metrics,
    @InjectLogger() private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  onApplicationBootstrap(): void {
    const measure = (): void => {
      this.#measuring ??= this.measure().finally(() => {
        this.#measuring = undefined;
      });
    };
    measure();
    this.#timer = setInterval(measure, everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#measuring;
  }

  /** Looks once. While the database is away, what was seen last stands. */
  async measure(): Promise<void> {
    try {
      const totals = await this.totals.ofMonth(budgetMonth());
      const { budgetSpent, budgetReserved, budgetLimit, budgetTenantsNearLimit } = budgetMetrics;
      // A new month begins without the tiers of the last one.
      for (const metric of Object.values(budgetMetrics)) this.metrics.gauge(metric).reset();
      for (const { tier, spentUsd, reservedUsd, limitUsd, nearLimit, atLimit } of totals) {
        this.metrics.gauge(budgetSpent).set({ tier }, spentUsd);
        this.metrics.gauge(budgetReserved).set({ tier }, reservedUsd);
        this.metrics.gauge(budgetLimit).set({ tier }, limitUsd);
        const near = this.metrics.gauge(budgetTenantsNearLimit);
        near.set({ tier, percent: '80' }, nearLimit);
        near.set({ tier, percent: '100' }, atLimit);
      }
    } catch (error) {
      this.logger.warn({ error }, 'the budgets of the month could not be added up; trying again');
    }
  }
}
