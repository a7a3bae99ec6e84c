import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { BudgetLedger } from '@octollm/memory';
import { InjectLogger } from '@octollm/service-kit';
import type { Logger } from 'pino';

const everyMs = 60_000;
const limit = 1_000;

/**
 * Settles what tasks had reserved that ended without their holder, as one does that is cancelled after its replica was
 * killed. Every replica may do it, and doing it twice changes nothing.
 */
@Injectable()
export class BudgetSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  #timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(BudgetLedger) private readonly ledger: BudgetLedger,
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
    } catch (error) {
      this.logger.warn({ error }, 'calls of ended tasks could not be settled; trying again');
    }
  }
}
