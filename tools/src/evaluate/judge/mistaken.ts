import type { Dice } from './dice.ts';

/** Another number that looks like it: a neighbour, or with two digits in the other order. */
export const mistaken = (value: number, known: readonly number[], dice: Dice): number => {
  const digits = String(value);
  const turned = Number(digits.slice(0, -2) + digits.slice(-1) + digits.slice(-2, -1));
  const others = [turned, ...[1, 3, 10, 17, 29].map((more) => value + more)].filter(
    (other) => other !== value && other > 1 && !known.includes(other),
  );
  return dice.one(others);
};
