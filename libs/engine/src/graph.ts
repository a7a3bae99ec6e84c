import type { Plan } from '@octollm/contracts';
import type { Step } from './ports.ts';
import { referencedSteps } from './references.ts';

/** A step with what says which others it waits for. */
type Node = Pick<Step, 'id' | 'depends_on' | 'input' | 'when' | 'for_each' | 'repeat'>;

/** The steps a step waits for: those it names and those that its input, items and conditions refer to. */
export const parentsOf = (step: Node): readonly string[] => [
  ...new Set([
    ...step.depends_on,
    ...referencedSteps([step.input, step.when, step.for_each?.items, step.repeat?.until]),
  ]),
];

/** The ids of the steps on a circle of dependencies, in order, or undefined when there is none. */
export const findCycle = (plan: { readonly steps: readonly Node[] }): readonly string[] | undefined => {
  const parents = new Map(plan.steps.map((step) => [step.id, parentsOf(step)]));
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): readonly string[] | undefined => {
    if (done.has(id)) return undefined;
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id];
    for (const parent of parents.get(id) ?? []) {
      const cycle = visit(parent, [...path, id]);
      if (cycle !== undefined) return cycle;
    }
    done.add(id);
    return undefined;
  };
  for (const step of plan.steps) {
    const cycle = visit(step.id, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
};

/** Seconds that the longest path of an acyclic plan takes by its own estimates. */
export const estimatedSeconds = (plan: Pick<Plan, 'steps'>): number => {
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  const ends = new Map<string, number>();
  const end = (id: string): number => {
    const known = ends.get(id);
    if (known !== undefined) return known;
    const step = steps.get(id);
    const value = step === undefined ? 0 : Math.max(0, ...parentsOf(step).map(end)) + step.estimated_seconds;
    ends.set(id, value);
    return value;
  };
  return Math.max(0, ...plan.steps.map((step) => end(step.id)));
};
