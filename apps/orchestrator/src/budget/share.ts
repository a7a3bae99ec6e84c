import { stepOfUnit } from '@octollm/contracts';

/** What a share follows from: a step, or a unit of it. */
export interface SharingStep {
  readonly id: string;
  /** 0: nobody knows. */
  readonly estimated_tokens: number;
}

/** What one unit of a map step or of a loop takes of what is left: others of its kind come beside and after it. */
const unitShare = 1 / 8;

/**
 * Which part of what is left of a task's budget one call may take, from 0 to 1. The steps that still wait, this one
 * included, share it in proportion to their estimates; a step without an estimate weighs as much as the average of the
 * others. So parallel steps all get something, and none takes the whole rest while another one waits. A call that was
 * given more than it uses gives the difference back when it is settled.
 */
export const shareOf = (step: SharingStep, waiting: Iterable<SharingStep>): number => {
  const own = stepOfUnit(step.id);
  const others = [...waiting].filter(({ id }) => id !== own);
  const known = [step, ...others]
    .map(({ estimated_tokens }) => estimated_tokens)
    .filter((tokens) => tokens > 0);
  const average = known.length === 0 ? 1 : known.reduce((sum, tokens) => sum + tokens, 0) / known.length;
  const weight = ({ estimated_tokens }: SharingStep): number =>
    estimated_tokens > 0 ? estimated_tokens : average;
  const total = others.reduce((sum, other) => sum + weight(other), weight(step));
  return (weight(step) / total) * (own === step.id ? 1 : unitShare);
};
