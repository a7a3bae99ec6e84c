import type { TaskRequest } from '@octollm/contracts';
import { type AggregationRule, aggregationRules } from './aggregation.ts';

/** From more than this complexity on, several proposals are worth their cost. */
const complexityAbove = 0.7;
/** In dollars: whoever allows more wants more than one opinion. */
const budgetAbove = 1;
const security =
  /\b(?:security|vulnerabilit(?:y|ies)|vulnerable|exploit(?:s|ed)?|credentials?|passwords?|encrypt(?:ed|ion)?|breach(?:es)?|malware|ransomware|phishing|attack(?:s|ers?)?|privileges?|firewalls?|CVE-\d+)\b/i;

/** How a swarm works. */
export interface SwarmSettings {
  /** Proposals, from 2 to 10. */
  readonly size: number;
  readonly rule: AggregationRule;
}

const sizeOf = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) ? Math.min(Math.max(value, 2), 10) : 3;

/**
 * Whether several arms are to propose an answer, and how many: when the priority is high or critical, the goal speaks
 * of security, the complexity is above 0.7, the budget above $1, or `metadata.swarm` is true; never when that is false.
 * `metadata.swarm_size` (3 unless given) and `metadata.swarm_rule` (`weighted` unless given) say how.
 */
export const swarmFor = (
  { goal, priority, budget, metadata }: Pick<TaskRequest, 'goal' | 'priority' | 'budget' | 'metadata'>,
  complexity: number,
): SwarmSettings | null => {
  const wanted =
    metadata.swarm === true ||
    priority === 'high' ||
    priority === 'critical' ||
    complexity > complexityAbove ||
    budget.max_cost_usd > budgetAbove ||
    security.test(goal);
  if (!wanted || metadata.swarm === false) return null;
  const rule = aggregationRules.find((name) => name === metadata.swarm_rule) ?? 'weighted';
  return { size: sizeOf(metadata.swarm_size), rule };
};
