import type { Reading } from '../answer/reading.ts';
import { type Check, issue } from './check.ts';

const numbersIn = function* (value: unknown, path: string): Generator<readonly [number, string]> {
  if (typeof value === 'number') yield [value, path];
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) yield* numbersIn(item, `${path}/${key}`);
};

/**
 * Whether the numbers of a structured answer stand in the passages. One that does not may be a count or an index of
 * the structure, so that it is reported and decides nothing; the score is the share of those that do.
 */
export const checkValues = (value: unknown, readings: readonly Reading[]): Check => {
  const known = new Set(
    readings.flatMap((reading) => reading.quantities().flatMap((one) => [one.value, one.value / one.scale])),
  );
  const numbers = [...numbersIn(value, '')];
  const foreign = readings.length === 0 ? [] : numbers.filter(([number]) => !known.has(number));
  return {
    score: numbers.length === 0 ? 1 : 1 - foreign.length / numbers.length,
    issues: foreign.map(([number, path]) =>
      issue(
        'medium',
        'value_unsupported',
        `No passage holds ${number}.`,
        `output${path}`,
        'Take it from a passage.',
      ),
    ),
  };
};
