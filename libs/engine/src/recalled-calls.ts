import type { RunContext } from './context.ts';
import { isLoopStep, iterationScope } from './loop-step.ts';
import { isMapStep, itemScope, itemsOf } from './map-step.ts';
import type { Step } from './ports.ts';
import { resolveReferences, type Scope } from './references.ts';
import { unlessUnresolved } from './run-unit.ts';
import { unitOf } from './units.ts';

interface Unit<S extends Step> {
  readonly step: S;
  readonly scope: Scope;
}

/** The units of a step as far as former runs can have come with it. */
const unitsOf = function* <S extends Step>(
  step: S,
  context: RunContext<S>,
  scope: Scope,
): Generator<Unit<S>> {
  if (isMapStep(step)) {
    const items = itemsOf(step, scope);
    if ('error' in items) return;
    for (const [index, item] of items.value.entries())
      yield { step: unitOf<S>(step, index), scope: itemScope(scope, item, index) };
  } else if (isLoopStep(step)) {
    let previous: unknown;
    for (let n = 0; n < step.repeat.max_iterations; n++) {
      const unit = unitOf<S>(step, n);
      yield { step: unit, scope: iterationScope(scope, previous, n) };
      previous = context.history.get(unit.id)?.output;
    }
  } else yield { step, scope };
};

/**
 * Counts the calls of former runs, so that a resumed plan is held to them too: those that have ended before those that
 * were cut off, since of three only one cut off can be the one that was to be denied.
 */
export const recallCalls = <S extends Step>(steps: readonly S[], context: RunContext<S>): void => {
  const { history, identityOf, outputs, calls } = context;
  if (identityOf === undefined || history.size === 0) return;
  const absent = new Set([...history].flatMap(([id, { status }]) => (status === 'succeeded' ? [] : id)));
  const units = steps
    .flatMap((step) => [...unitsOf(step, context, { outputs, absent })])
    .filter(({ step }) => (history.get(step.id)?.attempts ?? 0) > 0);
  const isCutOff = ({ step }: Unit<S>): boolean => history.get(step.id)?.status === 'unfinished';
  for (const { step, scope } of [...units.filter((unit) => !isCutOff(unit)), ...units.filter(isCutOff)]) {
    const input = unlessUnresolved(() => resolveReferences(step.input, scope.outputs, scope));
    if ('error' in input) continue;
    const identity = identityOf(step, input.value);
    if (identity !== undefined) calls.admits(identity, step.id);
  }
};
