export { callIdentity } from './canonical-json.ts';
export { holds } from './conditions.ts';
export type { IdentityOf } from './context.ts';
export { estimatedSeconds, findCycle, parentsOf } from './graph.ts';
export { LinkedAbort } from './linked-abort.ts';
export { maxItems } from './map-step.ts';
export type { FailedStep, PartialFailure, PlanRun } from './plan-run.ts';
export type {
  Admission,
  AdmitStep,
  Attempt,
  ExecuteStep,
  Step,
  StepHistory,
  StepJournal,
  StepLimits,
  StepOutcome,
} from './ports.ts';
export { referencedSteps, resolveReferences, type Scope, UnresolvedReferenceError } from './references.ts';
export { backoffMs } from './retry.ts';
export { type PlanRunOptions, runPlan } from './run-plan.ts';
export {
  NotReadOnlyError,
  Speculation,
  type SpeculationEnd,
  type SpeculativeCall,
} from './speculation.ts';
export { InvalidPlanError, type PlanBounds, validatePlan } from './validate.ts';
