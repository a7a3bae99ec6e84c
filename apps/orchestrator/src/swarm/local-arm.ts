import { noUsage, type PlannableArm, type PlanStep } from '@octollm/contracts';
import type { Attempt } from '@octollm/engine';
import { AggregateInput, aggregateProposals, leastProposals, undecided } from './aggregate-proposals.ts';

/** What the orchestrator does itself, as if it were an arm: it takes steps of plans, and nobody is called. */
export const localArm: PlannableArm = { arm_id: 'orchestrator', capabilities: ['aggregate'] };

/** Whether a step is carried out here. */
export const isLocal = ({ arm }: Pick<PlanStep, 'arm'>): boolean => arm === localArm.arm_id;

const failed = (code: string, message: string): Attempt => ({
  succeeded: false,
  error: { code, category: 'internal', message, retryable: false, retry_after: null },
  usage: noUsage,
  provenance: null,
});

/** Carries out a step of the local arm: `aggregate`, the only action it has. It fails with `too_few_proposals`. */
export const executeLocally = ({ action }: Pick<PlanStep, 'action'>, input: unknown): Attempt => {
  const parsed = AggregateInput.safeParse(input);
  if (action !== 'aggregate' || !parsed.success)
    return failed('invalid_local_step', `The orchestrator cannot carry out this step: ${action}.`);
  const output = aggregateProposals(parsed.data) ?? (parsed.data.preliminary ? undecided : null);
  if (output === null)
    return failed('too_few_proposals', `Fewer than ${leastProposals} proposals could be counted.`);
  return {
    succeeded: true,
    output,
    confidence: output.confidence,
    usage: noUsage,
    provenance: null,
    warnings: [],
  };
};
