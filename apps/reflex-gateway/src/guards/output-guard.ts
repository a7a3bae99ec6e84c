import { createStreamGuard, type StreamGuard } from '@octollm/guardrails';
import { type Judgement, policyOf } from './policy-of.ts';

const checks = ['pii', 'secrets', 'policy'] as const;

/** Screens one text of an answer, which may come in pieces, by what holds for what goes out. */
export const outputGuard = ({ rules, ...caller }: Judgement): StreamGuard =>
  createStreamGuard({ ...caller, checks, policy: policyOf(rules) });
