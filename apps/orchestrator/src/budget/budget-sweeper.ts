import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BudgetLeases, BudgetLedger } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';

const everyMs = 60_000;
const limit = 1_000;

/**
 * Settles what tasks had reserved that ended without their holder, as one does that is cancelled after its replica was
 * killed, and gives back what gateways held that were killed. Every replica may do it, and doing it twice changes nothing.
 */
@Injectable()
export class BudgetSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(BudgetLedger) private readonly ledger: BudgetLedger,
    @Inject(BudgetLeases) private readonly leases: BudgetLeases,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      void this.sweep();
    }, everyMs);
  }

  onModuleDestroy(): void {
    clearInterval(this.#timer);
  }

  /** Settles once; a database that is away is asked again later. */
  async sweep(): Promise<void> {
    try {
      const settled = await this.ledger.settleEnded({ endedForMs: everyMs, limit });
      if (settled > 0)
        this.logger.info({ settled }, 'calls of ended tasks were settled at their reservation');
      const expired = await this.leases.expire(limit);
      if (expired > 0) this.logger.info({ expired }, 'budgets that lost gateways held were given back');
    } catch (error) {
      this.logger.warn(
        { error },
        'what ended tasks and lost gateways hold could not be given back; trying again',
      );
    }
  }
}
