import type { Budget, PlanStep } from '@octollm/contracts';

type Essence = Pick<PlanStep, 'id' | 'arm' | 'action' | 'input' | 'depends_on' | 'join' | 'when'>;

/** How long an action takes as a rule and at most, in seconds. All of them read only, so they may be repeated. */
const durations = {
  search: { estimated: 0.3, timeout: 10 },
  answer: { estimated: 0.3, timeout: 15 },
  validate: { estimated: 0.2, timeout: 15 },
  /** Of the tools only http_get, which reads. */
  execute: { estimated: 1, timeout: 30 },
} as const;

/** A step of a plan made by rule: no model, no side effect, and no more time or attempts than the budget has. */
export const stepOf = (
  essence: Essence & { readonly action: keyof typeof durations },
  budget: Budget,
): PlanStep => {
  const { estimated, timeout } = durations[essence.action];
  return {
    ...essence,
    acceptance_criteria: [],
    risk: 'low',
    estimated_tokens: 0,
    estimated_seconds: estimated,
    timeout_seconds: Math.min(timeout, budget.max_time_seconds),
    retry: {
      max_attempts: Math.min(budget.max_retries + 1, 11),
      initial_backoff_ms: 200,
      max_backoff_ms: 5_000,
    },
    idempotent: true,
  };
};
