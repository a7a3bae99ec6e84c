import type { ArmError } from '@octollm/contracts';
import { described, holds } from './conditions.ts';
import type { RunContext } from './context.ts';
import type { Step } from './ports.ts';
import { resolveReferences, type Scope } from './references.ts';
import { unlessUnresolved } from './run-unit.ts';

/** How a step stands at the end of a run: `waiting` for somebody's decision, `blocked` behind one that waits. */
export type Standing = 'succeeded' | 'failed' | 'skipped' | 'waiting' | 'blocked';

/** What is to become of a step whose turn has come. */
export type Gate =
  | { readonly kind: 'run'; readonly scope: Scope }
  | { readonly kind: 'wait' }
  | { readonly kind: 'block' }
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'fail'; readonly error: ArmError };

/**
 * What the steps that a step waits for mean for it. As long as one of them has not ended it stays blocked, also when
 * another one has failed: so the reason it may be skipped for does not depend on who decided first.
 */
const joined = (
  step: Step,
  parents: ReadonlyMap<string, Standing>,
): 'run' | 'block' | { readonly reason: string } => {
  const all = [...parents];
  if (all.some(([, standing]) => standing === 'waiting' || standing === 'blocked')) return 'block';
  const broken = all.find(([, standing]) => standing !== 'succeeded');
  if (broken === undefined) return 'run';
  if (step.join !== 'any') return { reason: `Step ${broken[0]} did not succeed.` };
  return all.some(([, standing]) => standing === 'succeeded')
    ? 'run'
    : { reason: 'None of the steps that it waits for succeeded.' };
};

const asked = async <S extends Step>(context: RunContext<S>, step: S, scope: Scope): Promise<Gate> => {
  const run: Gate = { kind: 'run', scope };
  const wasStarted = (context.history.get(step.id)?.attempts ?? 0) > 0;
  if (context.admit === undefined || wasStarted) return run;
  // Of a step that consists of units, the parts of the input that are each unit's own stay as they are written.
  const input = unlessUnresolved(() => resolveReferences(step.input, scope.outputs, scope));
  // Nobody needs to decide about a step that fails for this before it calls anything.
  if ('error' in input) return run;
  context.signal.throwIfAborted();
  const admission = await context.admit(step, input.value);
  switch (admission.kind) {
    case 'run':
      return run;
    case 'wait':
      return { kind: 'wait' };
    case 'reject':
      return { kind: 'skip', reason: admission.reason };
  }
};

/**
 * Decides about a step once those it waits for stand as they do: first how it joins them, then its condition, then who
 * has to admit it.
 */
export const gate = async <S extends Step>(
  context: RunContext<S>,
  step: S,
  parents: ReadonlyMap<string, Standing>,
): Promise<Gate> => {
  const join = joined(step, parents);
  if (join === 'block') return { kind: 'block' };
  if (join !== 'run') return { kind: 'skip', reason: join.reason };
  const absent = new Set([...parents].flatMap(([id, standing]) => (standing === 'succeeded' ? [] : id)));
  const scope: Scope = { outputs: context.outputs, absent };
  const { when } = step;
  if (when === undefined) return asked(context, step, scope);
  const condition = unlessUnresolved(() => holds(when, scope));
  if ('error' in condition) return { kind: 'fail', error: condition.error };
  return condition.value
    ? asked(context, step, scope)
    : { kind: 'skip', reason: `Its condition does not hold: ${described(when)}.` };
};
