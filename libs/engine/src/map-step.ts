import type { ArmError, FailedItem, MapOutput, PlanStep } from '@octollm/contracts';
import type { RunContext } from './context.ts';
import { finalError } from './failures.ts';
import type { Step } from './ports.ts';
import { resolveReferences, type Scope } from './references.ts';
import { type UnitEnd, unlessUnresolved } from './run-unit.ts';
import { together } from './together.ts';
import { endUnit, runUnits, unitOf } from './units.ts';

/** Items that a map step takes at most. */
export const maxItems = 1_000;

/** A step that is carried out once for each item. */
export type MapStep<S extends Step> = S & { readonly for_each: NonNullable<PlanStep['for_each']> };

export const isMapStep = <S extends Step>(step: S): step is MapStep<S> => step.for_each !== undefined;

/** What a unit of a map step can refer to. */
export const itemScope = (scope: Scope, item: unknown, index: number): Scope => ({
  ...scope,
  locals: { item, index },
});

/** The items of a map step, or why it has none that it can run for. */
export const itemsOf = (
  { for_each }: { readonly for_each: NonNullable<PlanStep['for_each']> },
  scope: Scope,
): { readonly value: readonly unknown[] } | { readonly error: ArmError } => {
  const resolved = unlessUnresolved(() => resolveReferences(for_each.items, scope.outputs, scope));
  if ('error' in resolved) return resolved;
  const items = resolved.value;
  if (!Array.isArray(items))
    return { error: finalError('items_not_a_list', 'invalid_input', 'What for_each names is not a list.') };
  if (items.length > maxItems)
    return {
      error: finalError(
        'too_many_items',
        'invalid_input',
        `for_each has ${items.length} items; a step takes ${maxItems} at most.`,
      ),
    };
  return { value: items };
};

const outcomeOf = (ends: readonly UnitEnd[]): UnitEnd & { readonly confidence?: number } => {
  const failedItems = ends.flatMap((end, index): FailedItem[] =>
    end.succeeded ? [] : [{ index, error: end.error }],
  );
  const [first] = failedItems;
  if (first !== undefined && failedItems.length === ends.length)
    return {
      succeeded: false,
      error: finalError(
        'all_items_failed',
        first.error.category,
        `None of ${ends.length} items succeeded; the first failed with: ${first.error.message}`,
      ),
    };
  const output: MapOutput = {
    items: ends.map((end) => (end.succeeded ? end.output : null)),
    failed: failedItems,
  };
  const confidence = ends.length === 0 ? 1 : 1 - failedItems.length / ends.length;
  return { succeeded: true, output, confidence };
};

/**
 * Runs a step once for each of its items, as many at a time as `max_parallel` says, each a unit with its own attempts.
 * It succeeds with a `MapOutput` when at least one unit did or there were no items; its confidence is the share of the
 * units that succeeded. It fails with `too_many_items`, `items_not_a_list`, `unresolved_reference` or, when no unit
 * succeeded, `all_items_failed`.
 */
export const runMapStep = <S extends Step>(
  context: RunContext<S>,
  step: MapStep<S>,
  scope: Scope,
): Promise<UnitEnd> =>
  runUnits(context, step, async () => {
    const items = itemsOf(step, scope);
    if ('error' in items) return { succeeded: false, error: items.error };
    const ends: UnitEnd[] = Array.from({ length: items.value.length });
    // All workers take from one iterator, so that there are never more promises than units at work.
    const queue = items.value.entries();
    const worker = async (): Promise<void> => {
      for (const [index, item] of queue)
        ends[index] = await endUnit<S>(context, unitOf<S>(step, index), itemScope(scope, item, index));
    };
    const workers = Math.min(step.for_each.max_parallel ?? context.maxParallel, items.value.length);
    await together(
      Array.from({ length: workers }, () => worker()),
      context.giveUp,
    );
    return outcomeOf(ends);
  });
