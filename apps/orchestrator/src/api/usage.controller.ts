import { Controller, Inject, Query, UseGuards } from '@nestjs/common';
import { type CallerClaims, routes, UsageQuery, type UsageReport } from '@octollm/contracts';
import { UsageStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { usagePeriod } from './usage-period.ts';

/** Tells a tenant what it has used. */
@Controller()
@UseGuards(CallerGuard)
export class UsageController {
  constructor(@Inject(UsageStore) private readonly usage: UsageStore) {}

  @Implements(routes.getUsage)
  async read(
    @Caller() caller: CallerClaims,
    @Query(new SchemaPipe(UsageQuery, 'query')) query: UsageQuery,
  ): Promise<UsageReport> {
    const period = usagePeriod(query, new Date());
    const { items, total } = await this.usage.read(caller.tenant_id, period, query.group_by);
    return { from: period.from.toISOString(), to: period.to.toISOString(), items, total };
  }
}
