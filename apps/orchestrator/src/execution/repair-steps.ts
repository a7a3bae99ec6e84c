import { type PlanStep, PlanStep as PlanStepSchema } from '@octollm/contracts';
import { callIdentity } from '@octollm/engine';
import { idInRound, roundOf, withoutRound } from './rounds.ts';
import { stepWithTexts } from './step-texts.ts';

const reference = /(\{\{\s*steps\.)([a-z][a-z0-9_-]{0,63})(?=\.output)/g;

/** A step with its id and those that it refers to changed. */
const withIds = (step: PlanStep, rename: (id: string) => string): PlanStep => ({
  ...stepWithTexts(step, (text) =>
    text.replace(reference, (_whole, before: string, id: string) => before + rename(id)),
  ),
  id: rename(step.id),
  depends_on: step.depends_on.map(rename),
});

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
    .map((step) => withIds(step, withoutRound))
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
