export { estimatedSeconds, findCycle, parentsOf } from './graph.ts';
export type { Attempt, ExecuteStep, Step, StepHistory, StepJournal, StepOutcome } from './ports.ts';
export { referencedSteps, resolveReferences, UnresolvedReferenceError } from './references.ts';
export { backoffMs } from './retry.ts';
export { type FailedStep, type PlanRun, type PlanRunOptions, runPlan } from './run-plan.ts';
export { InvalidPlanError, type PlanBounds, validatePlan } from './validate.ts';
