import { type PlanStep, PlanStep as PlanStepSchema } from '@octollm/contracts';
import { callIdentity } from '@octollm/engine';
import { idInRound, roundOf, withoutRound } from './rounds.ts';

const reference = /(\{\{\s*steps\.)([a-z][a-z0-9_-]{0,63})(?=\.output)/g;

/** A value with the ids in its references changed. */
const renamed = (value: unknown, rename: (id: string) => string): unknown => {
  if (typeof value === 'string')
    return value.replace(reference, (_whole, before: string, id: string) => before + rename(id));
  if (Array.isArray(value)) return value.map((item) => renamed(item, rename));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renamed(item, rename)]));
  return value;
};

const withIds = (step: PlanStep, rename: (id: string) => string): unknown => {
  const { id, depends_on, input, when, for_each, repeat, ...rest } = step;
  return {
    ...rest,
    id: rename(id),
    depends_on: depends_on.map(rename),
    input: renamed(input, rename),
    ...(when === undefined ? {} : { when: renamed(when, rename) }),
    ...(for_each === undefined ? {} : { for_each: renamed(for_each, rename) }),
    ...(repeat === undefined ? {} : { repeat: renamed(repeat, rename) }),
  };
};

/** The steps of a new plan as those of a round, or null when an id would become too long. */
export const stepsOfRound = (round: number, steps: readonly PlanStep[]): PlanStep[] | null => {
  const named = steps.map(
    (step) => PlanStepSchema.safeParse(withIds(step, (id) => idInRound(round, id))).data,
  );
  const valid = named.filter((step) => step !== undefined);
  return valid.length === steps.length ? valid : null;
};

/** What the steps of a round do, apart from their ids' round: equal rounds come to the same answer. */
const deeds = (steps: readonly PlanStep[]): string =>
  steps
    .map((step) => withIds(step, withoutRound) as PlanStep)
    .map(({ id, arm, action, input, depends_on, when, join, for_each, repeat }) =>
      callIdentity(id, { arm, action, input, depends_on, when, join, for_each, repeat }),
    )
    .toSorted()
    .join();

/** Whether a new round does just what an earlier one did. */
export const repeatsRound = (old: readonly PlanStep[], added: readonly PlanStep[]): boolean => {
  const rounds = [...new Set(old.map(({ id }) => roundOf(id)))];
  const wanted = deeds(added);
  return rounds.some((round) => deeds(old.filter(({ id }) => roundOf(id) === round)) === wanted);
};
