import { Controller, Inject, Query, UseGuards } from '@nestjs/common';
import {
  allows,
  type CallerClaims,
  ForbiddenError,
  routes,
  UsageQuery,
  type UsageReport,
} from '@octollm/contracts';
import { type AddedUp, type UsagePeriod, UsageStore } from '@octollm/memory';
import { Implements, SchemaPipe } from '@octollm/service-kit';
import { CallerGuard } from './caller.guard.ts';
import { Caller } from './caller.ts';
import { usagePeriod } from './usage-period.ts';

/** Tells a tenant what it has used, and operators what everybody has. */
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
    const { items, total } = await this.addUp(caller, period, query);
    return { from: period.from.toISOString(), to: period.to.toISOString(), items, total };
  }

  private addUp(caller: CallerClaims, period: UsagePeriod, query: UsageQuery): Promise<AddedUp> {
    if (query.all_tenants === undefined) return this.usage.read(caller.tenant_id, period, query.group_by);
    if (!allows(caller.scopes, 'admin'))
      throw new ForbiddenError('The usage of all tenants needs the scope admin.');
    return this.usage.readAllTenants(period, query.group_by);
  }
}
