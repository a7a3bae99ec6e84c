import type { JsonQuestion } from '@octollm/arm-models';
import type { JudgeInput } from '@octollm/contracts';
import { z } from 'zod';
import type { OpenPoints } from './open-points.ts';

const Reason = z.string().max(500);

/** What a model that read the answer says of what the rules left open. */
export const Reading = z.strictObject({
  criteria: z.array(z.strictObject({ number: z.int().min(1), met: z.boolean(), reason: Reason })),
  statements: z.array(
    z.strictObject({ number: z.int().min(1), supported: z.enum(['yes', 'no', 'unclear']), reason: Reason }),
  ),
  /** How well the answer is written and fits its goal, from 0 to 1. */
  quality: z.number().min(0).max(1),
});
export type Reading = z.infer<typeof Reading>;

const system = `You judge an answer that was made from passages.
- A criterion is met only when the answer itself meets it.
- A statement is supported (yes) when the passages say it, in whatever words; not supported (no) when they say otherwise or nothing of it; unclear when you cannot tell.
- Do not use what you know besides the passages. Be strict: a figure, a name or a negation that differs is not supported.
- quality is from 0, useless, to 1: does the answer say clearly what the goal asks for?
Give every number exactly once, with a reason of one sentence.`;

const numbered = (texts: readonly string[]): string =>
  texts.map((text, index) => `${index + 1}. ${JSON.stringify(text)}`).join('\n');

const part = (title: string, texts: readonly string[]): string =>
  texts.length === 0 ? `${title}: none` : `${title}:\n${numbered(texts)}`;

/** Every number from 1 must be there once. */
const numbering = (what: string, given: readonly { readonly number: number }[], wanted: number): string[] => {
  const numbers = given.map(({ number }) => number).toSorted((a, b) => a - b);
  const isRight = numbers.length === wanted && numbers.every((number, index) => number === index + 1);
  return isRight ? [] : [`${what} must hold each number from 1 to ${wanted} once.`];
};

/** Passages that a model reads: more of them, and longer ones, are left out. */
const mostPassages = 20;
const longestPassage = 4_000;

/** The question that a model is asked about an answer. The answer must be read; passages that instruct are withheld. */
export const readingQuestion = (
  { goal, answer, passages, evidence = [] }: JudgeInput,
  { criteria, claims }: OpenPoints,
): JsonQuestion<Reading> => ({
  name: 'reading',
  schema: Reading,
  system,
  temperature: 0,
  maxAnswerTokens: 2_000,
  content: [
    { label: 'the answer', text: answer.output, required: true },
    ...passages
      .slice(0, mostPassages)
      .map(({ text }, index) => ({ label: `passage ${index + 1}`, text: text.slice(0, longestPassage) })),
    ...evidence.map(({ label, content }) => ({
      label,
      text: (typeof content === 'string' ? content : JSON.stringify(content)).slice(0, longestPassage),
    })),
  ],
  prompt: [
    `The goal: ${JSON.stringify(goal)}`,
    part(
      'Criteria',
      criteria.map(({ text }) => text),
    ),
    part(
      'Statements of the answer',
      claims.map(({ text }) => text),
    ),
  ].join('\n\n'),
  check: (reading) => [
    ...numbering('criteria', reading.criteria, criteria.length),
    ...numbering('statements', reading.statements, claims.length),
  ],
});
