import { parentsOf } from '@octollm/engine';
import type { ToolStep } from './tool-step.ts';

/** The longest chain of steps that wait for each other, in milliseconds. */
const longestChain = (steps: readonly ToolStep[], durations: ReadonlyMap<string, number>): number => {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ends = new Map<string, number>();
  const end = (id: string): number => {
    const known = ends.get(id);
    if (known !== undefined) return known;
    const step = byId.get(id);
    const value =
      step === undefined ? 0 : Math.max(0, ...parentsOf(step).map(end)) + (durations.get(id) ?? 0);
    ends.set(id, value);
    return value;
  };
  return Math.max(0, ...steps.map(({ id }) => end(id)));
};

/** See ExecuteResponse.parallel_efficiency. 1 when no step took any time. */
export const parallelEfficiency = (
  steps: readonly ToolStep[],
  durations: ReadonlyMap<string, number>,
  maxParallel: number,
  elapsedMs: number,
): number => {
  const total = [...durations.values()].reduce((sum, duration) => sum + duration, 0);
  const floor = Math.max(longestChain(steps, durations), total / maxParallel);
  return floor === 0 ? 1 : Math.min(floor / Math.max(elapsedMs, floor), 1);
};
