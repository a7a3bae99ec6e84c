import { noUsage } from '@octollm/contracts';
import type { RunContext } from './context.ts';
import { failed } from './failures.ts';
import type { Step } from './ports.ts';
import type { Scope } from './references.ts';
import { recall, runUnit, type UnitEnd } from './run-unit.ts';

/** A unit of a map step or a loop: the step under the unit's id. */
export const unitOf = <S extends Step>(step: S, n: number): S => ({ ...step, id: `${step.id}.${n}` });

/** Sees one unit to its end, unless a former run has done so. */
export const endUnit = async <S extends Step>(
  context: RunContext<S>,
  unit: S,
  scope: Scope,
): Promise<UnitEnd> => recall(context.history.get(unit.id)) ?? runUnit(context, unit, scope);

/** The first and only attempt of a step that consists of units; however often it is resumed, it has one. */
const attempt = 1;

/**
 * Runs a step that consists of units, which `work` sees to: its start is written down before the first unit, and its
 * end after the last one, without usage, which is the units'.
 */
export const runUnits = async <S extends Step>(
  { journal, history, signal }: RunContext<S>,
  step: S,
  work: () => Promise<UnitEnd & { readonly confidence?: number }>,
): Promise<UnitEnd> => {
  signal.throwIfAborted();
  if ((history.get(step.id)?.attempts ?? 0) < attempt) await journal.started(step, attempt);
  const end = await work();
  await journal.ended(
    step,
    attempt,
    end.succeeded
      ? {
          succeeded: true,
          output: end.output,
          confidence: end.confidence ?? 1,
          usage: noUsage,
          provenance: null,
          warnings: [],
        }
      : { ...failed(end.error), retryInMs: null },
  );
  return end;
};
