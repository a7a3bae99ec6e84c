import { z } from 'zod';

/** The kinds of error that rules alone must find. */
export const PlantedClass = z.enum([
  'wrong_figure',
  'wrong_citation',
  'contradiction',
  'missing_criterion',
  'invalid_schema',
  'wrong_arithmetic',
  'wrong_unit',
]);
export type PlantedClass = z.infer<typeof PlantedClass>;

const Full = z.strictObject({
  output: z.string(),
  /** The goal of the world when it is left out. */
  goal: z.string().optional(),
  criteria: z.array(z.string()).default([]),
  schema: z.record(z.string(), z.unknown()).optional(),
});

/** An answer: its text, or its text with what is asked of it. */
const PlantedAnswer = z.union([z.string().transform((output) => Full.parse({ output })), Full]);
export type PlantedAnswer = z.infer<typeof PlantedAnswer>;

/** A change of a clean answer: its number from 0, what it says, and what is put in its place. */
const Change = z.tuple([z.int().min(0), z.string(), z.string()]);

/** Passages, answers from them that are right, and answers with an error: an entry of data/*.yaml. */
export const PlantedWorld = z.strictObject({
  goal: z.string(),
  passages: z.array(z.string()),
  clean: z.array(PlantedAnswer),
  planted: z.partialRecord(PlantedClass, z.array(z.union([Change, PlantedAnswer]))),
});
export type PlantedWorld = z.infer<typeof PlantedWorld>;
