import { Module } from '@nestjs/common';
import { BudgetLeases, ModelCallStore } from '@octollm/memory';
import { LOGGER, Metrics } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { LimitsModule } from '../limits/limits.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { Accounting } from './accounting.ts';
import { CallLimits } from './call-limits.ts';
import { MoneyLeases } from './money/money-leases.ts';
import { CallRecords } from './records/call-records.ts';

/** What calls of models through the gateway may use, and what they have used. */
@Module({
  imports: [LimitsModule, StoresModule],
  providers: [
    Accounting,
    CallLimits,
    {
      provide: CallRecords,
      inject: [ModelCallStore, LOGGER, Metrics],
      useFactory: (store: ModelCallStore, logger: Logger, metrics: Metrics) =>
        new CallRecords({ store, logger, metrics }),
    },
    {
      provide: MoneyLeases,
      inject: [BudgetLeases, LOGGER, CallRecords],
      useFactory: (leases: BudgetLeases, logger: Logger, records: CallRecords) =>
        new MoneyLeases({ leases, logger, record: () => records.flush() }),
    },
  ],
  exports: [Accounting],
})
export class AccountingModule {}
