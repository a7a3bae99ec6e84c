import { Body, Controller, Get, HttpCode, Inject, Post, Query, UseGuards } from '@nestjs/common';
import { InjectLogger, SchemaPipe, Shutdown } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { TENANT_COSTS } from '../actuators/actuators.module.ts';
import { POLICY } from '../policy/policy.module.ts';
import type { Policy } from '../policy/policy.ts';
import { Remediator } from '../record/remediator.ts';
import { findCandidates } from '../targets/find-candidates.ts';
import type { TenantCosts } from '../targets/tenant-usage.ts';
import { alertsIn, Notification } from './alert.ts';
import { BearerGuard } from './bearer.guard.ts';
import { ActionsQuery } from './routes.ts';
import { type ShownDecision, type ShownRemediation, shownDecision, shownRemediation } from './shown.ts';

/** The HTTP interface: takes the notifications of Alertmanager and shows what was decided. */
@Controller()
@UseGuards(BearerGuard)
export class RemediationController {
  constructor(
    @Inject(Remediator) private readonly remediator: Remediator,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(TENANT_COSTS) private readonly costs: TenantCosts | null,
    @Inject(Shutdown) private readonly shutdown: Shutdown,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  /** Answers when what is decided is on record, so that Alertmanager sends again what could not be written down. */
  @Post('alerts')
  @HttpCode(200)
  async take(
    @Body(new SchemaPipe(Notification)) notification: Notification,
  ): Promise<{ readonly decisions: readonly ShownDecision[]; readonly ignored_alerts: number }> {
    const { read, ignored } = alertsIn(notification);
    if (ignored > 0) this.logger.warn({ ignored }, 'a notification had alerts that are not looked at');
    const candidates = await findCandidates(read, this.policy, this.costs ?? undefined, this.shutdown.hard);
    const verdicts = await this.remediator.answer(candidates);
    return { decisions: verdicts.map(shownDecision), ignored_alerts: ignored };
  }

  @Get('actions')
  async list(
    @Query(new SchemaPipe(ActionsQuery, 'query')) { limit }: ActionsQuery,
  ): Promise<{ readonly items: readonly ShownRemediation[] }> {
    return { items: (await this.remediator.newest(limit)).map(shownRemediation) };
  }
}
