import { pointer } from '@octollm/contracts';
import type { Step } from './ports.ts';
import { type Local, referencesIn } from './references.ts';

/** A reference in a step. */
export interface PlacedReference {
  /** Where it stands: a JSON pointer (RFC 6901) from the plan. */
  readonly pointer: string;
  /** The step whose output it is to; undefined for a local one. */
  readonly step?: string;
  /** What it is to in the unit of a map step or a loop. */
  readonly local?: Local;
  /** Whether a local reference has something to refer to where it stands. */
  readonly isInPlace: boolean;
}

type Path = readonly PropertyKey[];

const textsIn = function* (value: unknown, path: Path): Generator<readonly [string, Path]> {
  if (typeof value === 'string') yield [value, path];
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* textsIn(item, [...path, key]);
};

const ofItem: readonly Local[] = ['item', 'index'];
const ofIteration: readonly Local[] = ['previous.output', 'iteration'];

/** The references of the step at `index` of its plan. */
export const referencesOf = (step: Step, index: number): readonly PlacedReference[] => {
  const iteration = step.repeat === undefined ? [] : ofIteration;
  const unit = [...(step.for_each === undefined ? [] : ofItem), ...iteration];
  const places: readonly (readonly [value: unknown, path: Path, locals: readonly Local[]])[] = [
    [step.input, ['input'], unit],
    [step.when, ['when'], []],
    [step.for_each?.items, ['for_each', 'items'], []],
    [step.repeat?.until, ['repeat', 'until'], iteration],
  ];
  return places.flatMap(([value, path, locals]) =>
    [...textsIn(value, ['steps', index, ...path])].flatMap(([text, place]) =>
      referencesIn(text).map((reference) => ({
        pointer: pointer(place),
        isInPlace: reference.local === undefined || locals.includes(reference.local),
        ...reference,
      })),
    ),
  );
};
