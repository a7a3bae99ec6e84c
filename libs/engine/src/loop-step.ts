import type { PlanStep } from '@octollm/contracts';
import { canonicalJson } from './canonical-json.ts';
import { holds } from './conditions.ts';
import type { RunContext } from './context.ts';
import { finalError } from './failures.ts';
import type { Step } from './ports.ts';
import type { Scope } from './references.ts';
import { type UnitEnd, unlessUnresolved } from './run-unit.ts';
import { endUnit, runUnits, unitOf } from './units.ts';

/** A step that is carried out until a condition holds. */
export type LoopStep<S extends Step> = S & { readonly repeat: NonNullable<PlanStep['repeat']> };

export const isLoopStep = <S extends Step>(step: S): step is LoopStep<S> => step.repeat !== undefined;

/** What an iteration of a loop can refer to; `previous` is undefined in the first one. */
export const iterationScope = (scope: Scope, previous: unknown, iteration: number): Scope => ({
  ...scope,
  locals: { 'previous.output': previous, iteration },
});

const loopLimit = (iterations: number): UnitEnd => ({
  succeeded: false,
  error: finalError(
    'loop_limit',
    'policy',
    `The condition of the loop did not hold after ${iterations} iterations, the most that it may have.`,
  ),
});

const noProgress = (n: number): UnitEnd => ({
  succeeded: false,
  error: finalError(
    'no_progress',
    'policy',
    `Iteration ${n} of the loop gave the same output as the one before, so that another would too.`,
  ),
});

/**
 * Runs a step again and again, each time as a unit with its own attempts, until its condition holds for the output,
 * which then is the step's. It fails with the error of an iteration that fails, with `no_progress` when an iteration
 * gives what the one before gave, with `loop_limit` when the condition does not hold after the last iteration, and
 * with `unresolved_reference` when the condition refers to what the output does not have.
 */
export const runLoopStep = <S extends Step>(
  context: RunContext<S>,
  step: LoopStep<S>,
  scope: Scope,
): Promise<UnitEnd> =>
  runUnits(context, step, async () => {
    const { until, max_iterations } = step.repeat;
    let previous: unknown;
    for (let n = 0; n < max_iterations; n++) {
      const end = await endUnit<S>(context, unitOf<S>(step, n), iterationScope(scope, previous, n));
      if (!end.succeeded) return end;
      const isDone = unlessUnresolved(() => holds(until, iterationScope(scope, end.output, n)));
      if ('error' in isDone) return { succeeded: false, error: isDone.error };
      if (isDone.value) return { succeeded: true, output: end.output };
      if (n > 0 && canonicalJson(end.output) === canonicalJson(previous)) return noProgress(n);
      previous = end.output;
    }
    return loopLimit(max_iterations);
  });
