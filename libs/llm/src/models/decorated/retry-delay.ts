import { ProviderError } from '../../providers/provider-error.ts';

/** Refusals of a provider that is there, has done nothing, and may do it in a moment. */
const passing: ReadonlySet<number> = new Set([429, 500, 502, 503, 529]);

/** The longest wait, in milliseconds: whoever is told to wait longer is better served by another provider. */
export const longestWaitMs = 3_000;
const shortestWaitMs = 250;

export interface RetryState {
  /** How often the call was tried again before. */
  readonly tried: number;
  /** See `CallOptions`. */
  readonly hasFallback?: boolean | undefined;
  /** From 0 to below 1. For tests. */
  readonly random?: () => number;
}

/**
 * How long to wait before a call is made again, in milliseconds; undefined when it should not be. As long as
 * `Retry-After` says and never less; without it longer each time, and not at all when there is a fallback. Up to a quarter
 * is added at random, so that callers who were refused together do not come back together.
 *
 * Only refusals with a status are tried again. Of a call that broke or timed out nobody knows whether it was done, and
 * charged; an account without credit has none a moment later.
 */
export const retryDelayMs = (
  error: unknown,
  { tried, hasFallback = false, random = Math.random }: RetryState,
): number | undefined => {
  if (!(error instanceof ProviderError) || error.status === undefined) return undefined;
  if (!passing.has(error.status) || error.refusal.code === 'insufficient_quota') return undefined;
  if (hasFallback && error.retryAfter === undefined) return undefined;
  const said = error.retryAfter === undefined ? undefined : error.retryAfter * 1_000;
  const waitMs = Math.max(said ?? 0, shortestWaitMs * 2 ** tried);
  return waitMs > longestWaitMs ? undefined : waitMs * (1 + random() / 4);
};
