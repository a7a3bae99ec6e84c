import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLines } from '../json-lines.ts';

/**
 * - `fact`: one fact answers it
 * - `comparison`: a fact for each of several things
 * - `arithmetic`: a figure that stands nowhere and follows from the facts
 * - `unanswerable`: the documents do not hold it
 */
export const QuestionClass = z.enum(['fact', 'comparison', 'arithmetic', 'unanswerable']);
export type QuestionClass = z.infer<typeof QuestionClass>;

const Support = z.strictObject({ document: z.string(), text: z.string().min(1) });
export type Support = z.infer<typeof Support>;

/** A fact of a right answer. */
export const Fact = z.strictObject({
  /** Ways to write it; one of them is in a right answer. */
  holds: z.array(z.string().min(1)).min(1),
  /** Where it stands; a right citation is of a passage with one of these. */
  supports: z.array(Support).min(1),
});
export type Fact = z.infer<typeof Fact>;

export const LabelledQuestion = z.strictObject({
  /** Its class and a number. */
  id: z.string().regex(/^[a-z]+-\d{2}$/),
  class: QuestionClass,
  question: z.string().min(1),
  facts: z.array(Fact),
  /** The figure that follows from the facts, of arithmetic alone: ways to write it, and how it comes about. */
  result: z
    .strictObject({ holds: z.array(z.string().min(1)).min(1), calculation: z.string().regex(/ = /) })
    .optional(),
});
export type LabelledQuestion = z.infer<typeof LabelledQuestion>;

export const parts = ['development', 'held-out', 'later'] as const;
export type Part = (typeof parts)[number];

/** Numbers from here on were written before the rules for calculations; some were seen while these were made. */
const firstLater = 51;

/** The product may be improved with what goes wrong on odd numbers; the others only tell whether that generalises. */
export const partOf = ({ id }: LabelledQuestion): Part => {
  const number = Number(id.slice(-2));
  if (number >= firstLater) return 'later';
  return number % 2 === 1 ? 'development' : 'held-out';
};

/** @throws UserError when there is no such file in the folder, or a line of it is wrong */
export const readQuestions = (folder: string): Promise<readonly LabelledQuestion[]> =>
  readJsonLines(join(folder, 'questions.jsonl'), LabelledQuestion);
