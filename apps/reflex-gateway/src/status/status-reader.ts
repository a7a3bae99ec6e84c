import { Inject, Injectable } from '@nestjs/common';
import {
  type Known,
  OctoError,
  type PlatformStatus,
  type Route,
  relayedError,
  routes,
} from '@octollm/contracts';
import { InjectLogger, jsonOf, OverallHealth } from '@octollm/service-kit';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Upstream } from '../edge/upstream.ts';
import type { Identity } from '../identity/identity.ts';
import { TenantPauses } from '../identity/pauses/tenant-pauses.ts';
import { Alertmanager } from './alertmanager.ts';

/** What has not answered by then is said not to. */
const patienceMs = 4_000;

/** A route whose answer is JSON. */
type Read<Body extends z.ZodType> = Route & { readonly responses: { readonly 200: { readonly body: Body } } };

/**
 * The platform at a glance. The gateway puts it together, because it still answers when the orchestrator does not: then
 * the parts that are the orchestrator's say so.
 */
@Injectable()
export class StatusReader {
  constructor(
    @Inject(OverallHealth) private readonly health: OverallHealth,
    @Inject(Upstream) private readonly upstream: Upstream,
    @Inject(TenantPauses) private readonly pauses: TenantPauses,
    @Inject(Alertmanager) private readonly alertmanager: Alertmanager,
    @InjectLogger() private readonly logger: Logger,
  ) {}

  async read(identity: Identity, now = new Date()): Promise<PlatformStatus> {
    const signal = AbortSignal.timeout(patienceMs);
    const known = <Part>(reading: Promise<Part>) => this.known(reading, signal);
    const ask = <Body extends z.ZodType>(route: Read<Body>, query = '') =>
      known(this.ask(route, `${route.path}${query}`, identity, signal));
    const [health, arms, queues, performance, failures, usage, alerts] = await Promise.all([
      known(this.health.read()),
      ask(routes.listArms),
      ask(routes.getDebugQueues),
      ask(routes.getPerformance),
      ask(routes.getErrors, '?limit=10'),
      ask(routes.getUsage, `?group_by=tenant&from=${monthOf(now)}`),
      this.alertmanager.isKnown ? known(this.alertmanager.firing(signal)) : null,
    ]);
    const at = now.toISOString();
    const pauses = [...this.pauses.all];
    return { at, health, arms, queues, performance, failures, usage, pauses, alerts };
  }

  private async ask<Body extends z.ZodType>(
    route: Read<Body>,
    path: string,
    identity: Identity,
    signal: AbortSignal,
  ): Promise<z.output<Body>> {
    const answer = await this.upstream.ask(route, identity, { path, body: undefined }, signal);
    const body = jsonOf(await answer.body.text());
    if (answer.statusCode === 200) return route.responses[200].body.parse(body);
    throw relayedError(body, undefined, `The orchestrator answers ${answer.statusCode}.`);
  }

  private async known<Part>(reading: Promise<Part>, signal: AbortSignal): Promise<Known<Part>> {
    try {
      return { known: await reading };
    } catch (error) {
      if (signal.aborted) return { unknown: `There was no answer within ${patienceMs / 1_000} seconds.` };
      if (error instanceof OctoError) return { unknown: error.message };
      this.logger.warn({ error }, 'a part of the status could not be read');
      const reason =
        error instanceof z.ZodError ? 'The answer has another form than agreed.' : 'It could not be read.';
      return { unknown: reason };
    }
  }
}

/** The first moment of the month, in UTC: budgets are counted by it. */
const monthOf = (at: Date): string => new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth())).toISOString();
