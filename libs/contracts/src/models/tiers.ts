import { z } from 'zod';

export const Tier = z.enum(['free', 'basic', 'pro', 'enterprise']);
export type Tier = z.infer<typeof Tier>;

export interface TierLimits {
  /** Requests a key, or a user over all of their keys, may make in a minute, averaged. */
  readonly requestsPerMinute: number;
  /** Requests a key, or a user, may make at once after a quiet time. */
  readonly burst: number;
  /** Requests all keys of a tenant together may make in a minute, averaged. */
  readonly tenantRequestsPerMinute: number;
  /** Requests all keys of a tenant together may make at once after a quiet time. */
  readonly tenantBurst: number;
  /** Tokens of models a key may use in a minute, averaged. */
  readonly tokensPerMinute: number;
  /** Calls of models through `/v1/*` that a key may have under way at the same time. */
  readonly concurrentCalls: number;
  /** Tasks of a tenant that have not ended. */
  readonly concurrentTasks: number;
  /** US dollars that all tasks of a tenant may cost in a month (UTC). */
  readonly monthlyBudgetUsd: number;
  /** US dollars that all tasks of one session may cost. */
  readonly sessionBudgetUsd: number;
}

/** The limits of each tier. */
export const tierLimits: Readonly<Record<Tier, TierLimits>> = {
  free: {
    requestsPerMinute: 60,
    burst: 20,
    tenantRequestsPerMinute: 300,
    tenantBurst: 100,
    tokensPerMinute: 20_000,
    concurrentCalls: 5,
    concurrentTasks: 100,
    monthlyBudgetUsd: 5,
    sessionBudgetUsd: 1,
  },
  basic: {
    requestsPerMinute: 300,
    burst: 60,
    tenantRequestsPerMinute: 1_500,
    tenantBurst: 300,
    tokensPerMinute: 200_000,
    concurrentCalls: 20,
    concurrentTasks: 500,
    monthlyBudgetUsd: 100,
    sessionBudgetUsd: 10,
  },
  pro: {
    requestsPerMinute: 3_000,
    burst: 300,
    tenantRequestsPerMinute: 15_000,
    tenantBurst: 1_500,
    tokensPerMinute: 2_000_000,
    concurrentCalls: 100,
    concurrentTasks: 5_000,
    monthlyBudgetUsd: 2_000,
    sessionBudgetUsd: 50,
  },
  enterprise: {
    requestsPerMinute: 300_000,
    burst: 15_000,
    tenantRequestsPerMinute: 1_500_000,
    tenantBurst: 75_000,
    tokensPerMinute: 20_000_000,
    concurrentCalls: 1_000,
    concurrentTasks: 50_000,
    monthlyBudgetUsd: 50_000,
    sessionBudgetUsd: 500,
  },
};
