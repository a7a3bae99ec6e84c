import type { LimitState } from '@octollm/resilience';
import type { FastifyReply } from 'fastify';
import type { RequestDemand } from './request-demands.ts';

interface Standing {
  readonly demand: RequestDemand;
  readonly state: LimitState;
}

/** Seconds in which an empty bucket is full again. */
const windowOf = ({ burst, perMinute }: RequestDemand): number => Math.ceil(burst / (perMinute / 60));

const policyOf = (demand: RequestDemand): string =>
  `"${demand.limit}";q=${demand.burst};w=${windowOf(demand)}`;

/** What stands in the way the longest, else what has the least left. */
const isTighter = (one: LimitState, other: LimitState): boolean =>
  one.retryAfterMs === other.retryAfterMs
    ? one.remaining < other.remaining
    : one.retryAfterMs > other.retryAfterMs;

/** A length of time as OpenAI writes it: `120ms`, `1.5s`, `6m0s`, `1h2m3s`. */
export const durationText = (ms: number): string => {
  if (ms < 1_000) return `${Math.ceil(ms)}ms`;
  if (ms < 60_000) return `${Math.ceil(ms / 100) / 10}s`;
  const seconds = Math.ceil(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  return `${hours === 0 ? '' : `${hours}h`}${minutes}m${seconds % 60}s`;
};

/** The three headers that OpenAI sends of a limit (https://platform.openai.com/docs/guides/rate-limits). */
export const openAiHeaders = (
  unit: 'requests' | 'tokens',
  { demand, state }: Standing,
): Readonly<Record<string, string>> => ({
  [`x-ratelimit-limit-${unit}`]: String(demand.burst),
  [`x-ratelimit-remaining-${unit}`]: String(state.remaining),
  [`x-ratelimit-reset-${unit}`]: durationText(state.resetMs),
});

/**
 * Tells the caller its limits: every policy, and how the tightest of them stands
 * (draft-ietf-httpapi-ratelimit-headers-10); on `/v1/*` as OpenAI does besides.
 */
export const writeLimitHeaders = (
  reply: FastifyReply,
  demands: readonly RequestDemand[],
  states: readonly LimitState[],
): void => {
  let tightest: Standing | undefined;
  let own: Standing | undefined;
  let tokens: Standing | undefined;
  const policies: string[] = [];
  for (const [index, demand] of demands.entries()) {
    const state = states[index];
    if (state === undefined) continue;
    const standing = { demand, state };
    if (demand.limit === 'tokens') {
      tokens = standing;
      continue;
    }
    policies.push(policyOf(demand));
    if (demand.limit === 'key' || demand.limit === 'user') own = standing;
    if (tightest === undefined || isTighter(state, tightest.state)) tightest = standing;
  }
  reply.header('ratelimit-policy', policies.join(', '));
  if (tightest !== undefined) {
    const { demand, state } = tightest;
    reply.header('ratelimit', `"${demand.limit}";r=${state.remaining};t=${Math.ceil(state.resetMs / 1_000)}`);
  }
  if (tokens === undefined || own === undefined) return;
  reply.headers({ ...openAiHeaders('requests', own), ...openAiHeaders('tokens', tokens) });
};
