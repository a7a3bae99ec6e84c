import { fieldProblems } from '@octollm/contracts';
import type { z } from 'zod';
import { parseAnswer } from './parse-answer.ts';

/** A value, or the reasons why an answer holds none that can be used. */
export type Judged<T> = { readonly value: T } | { readonly reasons: readonly string[] };

/** Reads the JSON of an answer and checks it by its schema, and by what else is asked of it. */
export const judgeJson = <T>(
  answer: string,
  schema: z.ZodType<T>,
  check: (value: T) => readonly string[],
): Judged<T> => {
  const parsed = parseAnswer(answer);
  if ('reason' in parsed) return { reasons: [parsed.reason] };
  const valid = schema.safeParse(parsed.value);
  if (!valid.success)
    return {
      reasons: fieldProblems(valid.error).map(
        ({ pointer, detail }) => `${pointer || 'The value'}: ${detail}.`,
      ),
    };
  const reasons = check(valid.data);
  return reasons.length === 0 ? { value: valid.data } : { reasons };
};
