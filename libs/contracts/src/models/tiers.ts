import { z } from 'zod';

export const Tier = z.enum(['free', 'basic', 'pro', 'enterprise']);
export type Tier = z.infer<typeof Tier>;

export interface TierLimits {
  /** Requests a key may make in a minute, averaged. */
  readonly requestsPerMinute: number;
  /** Requests a key may make at once after a quiet time. */
  readonly burst: number;
  /** Tokens of models a key may use in a minute, averaged. */
  readonly tokensPerMinute: number;
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
    tokensPerMinute: 20_000,
    concurrentTasks: 100,
    monthlyBudgetUsd: 5,
    sessionBudgetUsd: 1,
  },
  basic: {
    requestsPerMinute: 300,
    burst: 60,
    tokensPerMinute: 200_000,
    concurrentTasks: 500,
    monthlyBudgetUsd: 100,
    sessionBudgetUsd: 10,
  },
  pro: {
    requestsPerMinute: 3_000,
    burst: 300,
    tokensPerMinute: 2_000_000,
    concurrentTasks: 5_000,
    monthlyBudgetUsd: 2_000,
    sessionBudgetUsd: 50,
  },
  enterprise: {
    requestsPerMinute: 60_000,
    burst: 3_000,
    tokensPerMinute: 20_000_000,
    concurrentTasks: 50_000,
    monthlyBudgetUsd: 50_000,
    sessionBudgetUsd: 500,
  },
};
