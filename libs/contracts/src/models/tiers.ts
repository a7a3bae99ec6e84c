import { z } from 'zod';

export const Tier = z.enum(['free', 'basic', 'pro', 'enterprise']);
export type Tier = z.infer<typeof Tier>;

export interface TierLimits {
  /** Requests a key may make in a minute, averaged. */
  readonly requestsPerMinute: number;
  /** Requests a key may make at once after a quiet time. */
  readonly burst: number;
}

/** The limits of each tier. */
export const tierLimits: Readonly<Record<Tier, TierLimits>> = {
  free: { requestsPerMinute: 60, burst: 20 },
  basic: { requestsPerMinute: 300, burst: 60 },
  pro: { requestsPerMinute: 3_000, burst: 300 },
  enterprise: { requestsPerMinute: 60_000, burst: 3_000 },
};
