import { z } from 'zod';
import { Ratio, text } from '../models/primitives.ts';
import { ExecutorInput, RunOutput } from './executor.ts';

export const CoderOperation = z.enum([
  'generate',
  'debug',
  'refactor',
  'analyze',
  'test',
  'explain',
  'optimize',
]);
export type CoderOperation = z.infer<typeof CoderOperation>;

export const Language = z.enum(['json', 'javascript', 'typescript', 'python', 'yaml', 'sql']);
export type Language = z.infer<typeof Language>;

const maxCode = 100_000;

/** A solution of before that may help, from the memory of the tenant. */
export const CodeMemory = z.strictObject({
  instruction: z.string().max(10_000),
  code: z.string().max(maxCode),
  language: Language,
  /** How much it is like what is asked, from 0 to 1. */
  score: Ratio,
});
export type CodeMemory = z.infer<typeof CodeMemory>;

/** What came of running tests: the output of the executor fits. */
export const TestRun = z.looseObject(
  RunOutput.pick({ exit_code: true, stdout: true, stderr: true, timed_out: true }).shape,
);
export type TestRun = z.infer<typeof TestRun>;

/**
 * What to do, in which language. A plan that wants code which passes its tests has steps that refer to each other:
 * `generate`; `test` with that code; the executor with the `run` of its output; `debug` with the code, the tests and the
 * executor's output as `test_run`, which mends the code, or gives it back as it is when the tests passed; and the executor
 * with the `run` of that again.
 */
export const CoderInput = z.strictObject({
  operation: CoderOperation,
  language: Language,
  instruction: text(10_000),
  code: z.string().max(maxCode).optional(),
  /** Tests that the code must pass, as the operation `test` writes them. */
  tests: z.string().max(maxCode).optional(),
  /** What came of running them. */
  test_run: TestRun.optional(),
  memories: z.array(CodeMemory).max(3).optional(),
});
export type CoderInput = z.infer<typeof CoderInput>;

export const SyntaxFinding = z.strictObject({
  line: z.int().min(1),
  /** From 1, in UTF-16 code units. */
  column: z.int().min(1),
  message: z.string(),
});
export type SyntaxFinding = z.infer<typeof SyntaxFinding>;

/** Something that code declares or holds at its top level, or a method of a class. */
export const OutlineItem = z.strictObject({
  /** Such as `function`, `class`, `table` or `key`. */
  kind: z.string(),
  name: z.string(),
  line: z.int().min(1),
});
export type OutlineItem = z.infer<typeof OutlineItem>;

export const CoderOutput = z.strictObject({
  language: Language,
  code: z.string().nullable(),
  explanation: z.string(),
  findings: z.array(SyntaxFinding),
  /** Of the code that was given or written; 500 items at most. */
  outline: z.array(OutlineItem),
  /** What the executor must run to see whether the tests pass; null when there are none that it can run. */
  run: ExecutorInput.nullable(),
});
export type CoderOutput = z.infer<typeof CoderOutput>;
