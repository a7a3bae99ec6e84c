import { type ArmError, MapOutput } from '@octollm/contracts';
import type { Standing } from './gate.ts';
import { isMapStep } from './map-step.ts';
import type { Step } from './ports.ts';

export interface FailedStep {
  readonly stepId: string;
  readonly error: ArmError;
}

/** An item of a map step that failed although the step as a whole succeeded. */
export interface PartialFailure {
  readonly stepId: string;
  readonly index: number;
  readonly error: ArmError;
}

/** What a run came to; everything is in the order of the plan. */
export interface PlanRun {
  /** The outputs of the steps that succeeded. */
  readonly outputs: ReadonlyMap<string, unknown>;
  readonly failed: readonly FailedStep[];
  /** Steps that did not run: for those they wait for, for their condition, or because they were rejected. */
  readonly skipped: readonly string[];
  /** Steps that wait for a decision, without those that wait for them in turn. Unless it is empty the plan goes on. */
  readonly waiting: readonly string[];
  readonly partial: readonly PartialFailure[];
}

/** What is known of the steps at the end of a run. */
export interface Ends {
  readonly standings: ReadonlyMap<string, Standing>;
  readonly outputs: ReadonlyMap<string, unknown>;
  readonly errors: ReadonlyMap<string, ArmError>;
}

const partialFailures = (step: Step, { standings, outputs }: Ends): PartialFailure[] =>
  isMapStep(step) && standings.get(step.id) === 'succeeded'
    ? MapOutput.parse(outputs.get(step.id)).failed.map((failure) => ({ stepId: step.id, ...failure }))
    : [];

/** The result of a run, the same in whatever order the steps have ended. */
export const planRunOf = (steps: readonly Step[], ends: Ends): PlanRun => {
  const idsOf = (standing: Standing): string[] =>
    steps.flatMap(({ id }) => (ends.standings.get(id) === standing ? id : []));
  return {
    outputs: new Map(idsOf('succeeded').map((id) => [id, ends.outputs.get(id)])),
    failed: steps.flatMap(({ id }) => {
      const error = ends.errors.get(id);
      return error === undefined ? [] : { stepId: id, error };
    }),
    skipped: idsOf('skipped'),
    waiting: idsOf('waiting'),
    partial: steps.flatMap((step) => partialFailures(step, ends)),
  };
};
