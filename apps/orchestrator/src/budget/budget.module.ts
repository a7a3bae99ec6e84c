import { Module } from '@nestjs/common';
import {
  BudgetLeases,
  BudgetLedger,
  BudgetTotals,
  Database,
  TenantTierStore,
  UnfinishedTasks,
} from '@octollm/memory';
import { ArmsModule } from '../arms/arms.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { ArmPrices } from './arm-prices.ts';
import { BudgetGauges } from './budget-gauges.ts';
import { BudgetSweeper } from './budget-sweeper.ts';
import { TaskAdmission } from './task-admission.ts';
import { TaskBudgets } from './task-budgets.ts';
import { TenantTiers } from './tenant-tiers.ts';

/** What tasks may use, and how many a tenant may have. */
@Module({
  imports: [StoresModule, ArmsModule],
  providers: [
    ArmPrices,
    TaskBudgets,
    TenantTiers,
    TaskAdmission,
    BudgetSweeper,
    BudgetGauges,
    {
      provide: BudgetTotals,
      inject: [Database],
      useFactory: (database: Database) => new BudgetTotals(database),
    },
    {
      provide: BudgetLeases,
      inject: [Database],
      useFactory: (database: Database) => new BudgetLeases(database),
    },
    {
      provide: BudgetLedger,
      inject: [Database],
      useFactory: (database: Database) => new BudgetLedger(database),
    },
    {
      provide: TenantTierStore,
      inject: [Database],
      useFactory: (database: Database) => new TenantTierStore(database),
    },
    {
      provide: UnfinishedTasks,
      inject: [Database],
      useFactory: (database: Database) => new UnfinishedTasks(database),
    },
  ],
  exports: [TaskBudgets, TenantTiers, TaskAdmission, ArmPrices],
})
export class BudgetModule {}
