import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { reflexGateway } from '@octollm/catalogue';
import { InsufficientQuotaError, newId } from '@octollm/contracts';
import { budgetMonth } from '@octollm/memory';
import type { WaitingMode } from '@octollm/resilience';
import { Metrics } from '@octollm/service-kit';
import type { CallUsage, PlannedCall, ProviderUsage, Reservation } from './call.ts';
import { CallLimits, type EndCall } from './call-limits.ts';
import { nanoUsdOf, type PricedModel } from './cost.ts';
import { MoneyLeases } from './money/money-leases.ts';
import type { HeldMoney } from './money/tenant-lease.ts';
import { CallRecords } from './records/call-records.ts';

const failFast: WaitingMode = { mode: 'fail_fast' };
const mostInColumn = 2_147_483_647;

/** A number of tokens as the store takes it, whatever a provider says. */
const whole = (tokens: number): number =>
  Number.isFinite(tokens) ? Math.min(mostInColumn, Math.max(0, Math.round(tokens))) : 0;

/**
 * Reserves what calls of `/v1/*` may use and counts what they did use: tokens and places of the key over all replicas, and
 * money of the tenant's month, which tasks of the orchestrator are paid from too. In the usual case that is one round
 * trip to the limiter store and none to PostgreSQL.
 */
@Injectable()
export class Accounting implements OnApplicationShutdown {
  constructor(
    @Inject(CallLimits) private readonly limits: CallLimits,
    @Inject(MoneyLeases) private readonly money: MoneyLeases,
    @Inject(CallRecords) private readonly records: CallRecords,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  /** Records what is not recorded yet, and gives back the money that is left. */
  async onApplicationShutdown(): Promise<void> {
    await this.records.close();
    await this.money.close();
  }

  /**
   * Reserves the most that a call may use.
   * @param mode what to do when the key's tokens per minute or its calls at the same time are used up
   * @throws RateLimitedError, or RequestDroppedError in mode drop, when they are
   * @throws InsufficientQuotaError when the tenant's month has no money left for it
   * @throws UnavailableError when PostgreSQL does not answer and has to be asked for money
   */
  async reserve(call: PlannedCall, mode: WaitingMode = failFast): Promise<Reservation> {
    const callId = newId();
    const { identity, promptTokens, maxCompletionTokens } = call;
    const tokens = whole(promptTokens) + whole(maxCompletionTokens);
    const end = await this.limits.admit(callId, identity, tokens, mode);
    const held = await this.#hold(call, end);
    let isOpen = true;
    return {
      callId,
      settle: (usage) => {
        if (!isOpen) return;
        isOpen = false;
        this.#settle(callId, call, usage, { held, end });
      },
      release: () => {
        if (!isOpen) return;
        isOpen = false;
        end(0);
        held?.end(0);
      },
    };
  }

  /** Holds what the dearest costs that may be asked. A call that can cost nothing holds no money. */
  async #hold(call: PlannedCall, end: EndCall): Promise<HeldMoney | undefined> {
    const most = {
      promptTokens: whole(call.promptTokens),
      completionTokens: whole(call.maxCompletionTokens),
    };
    const nanoUsd = Math.max(...[call, ...(call.fallbacks ?? [])].map((model) => nanoUsdOf(model, most)));
    if (nanoUsd === 0) return undefined;
    try {
      return await this.money.hold(call.identity, nanoUsd);
    } catch (error) {
      end(0);
      if (error instanceof InsufficientQuotaError)
        this.metrics
          .counter(reflexGateway.metrics.limited)
          .inc({ tier: call.identity.tier, limit: 'budget' });
      throw error;
    }
  }

  #settle(
    callId: string,
    call: PlannedCall,
    usage: CallUsage,
    { held, end }: { readonly held: HeldMoney | undefined; readonly end: EndCall },
  ): void {
    const parts = [...(usage.broken_off ?? []), usage].map((part) => pricedOf(part, call));
    const sum = (of: (part: PricedPart) => number): number =>
      parts.reduce((total, part) => total + of(part), 0);
    end(sum(({ promptTokens, completionTokens }) => promptTokens + completionTokens));
    held?.end(sum(({ costNanoUsd }) => costNanoUsd));
    const finishedAt = new Date();
    for (const [at, part] of parts.entries()) {
      this.records.add({
        tenantId: call.identity.tenantId,
        // The last part has the id of the call.
        id: at === parts.length - 1 ? callId : newId(),
        keyId: call.identity.keyId,
        endpoint: call.endpoint,
        ...part,
        month: held?.month ?? budgetMonth(finishedAt.getTime()),
        leaseId: held?.leaseId ?? null,
        finishedAt,
      });
    }
  }
}

/** What one provider has used for a call, and what that costs. */
interface PricedPart extends PricedModel {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly costNanoUsd: number;
}

const pricedOf = (usage: ProviderUsage, call: PlannedCall): PricedPart => {
  const { provider, model } = usage.answered_by ?? call;
  const promptTokens = whole(usage.prompt_tokens);
  const completionTokens = whole(usage.completion_tokens);
  const cacheWriteTokens = whole(usage.cache_write_tokens ?? 0);
  const costNanoUsd = nanoUsdOf({ provider, model }, { promptTokens, completionTokens, cacheWriteTokens });
  return { provider, model, promptTokens, completionTokens, costNanoUsd };
};
