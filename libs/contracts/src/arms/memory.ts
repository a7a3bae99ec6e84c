import { z } from 'zod';
import { Id, Ratio, Timestamp, text } from '../models/primitives.ts';
import { CodeMemory, Language } from './coder.ts';

/** A type of thing that arms remember. */
export const MemoryType = z.enum([
  'task',
  'tool',
  'library',
  'concept',
  'vulnerability',
  'endpoint',
  'solution',
]);
export type MemoryType = z.infer<typeof MemoryType>;

const Properties = z.record(z.string().max(200), z.json());

const name = text(500);

const asked = {
  text: text(10_000),
  /** Left out: every type that the arm may read. */
  types: z.array(MemoryType).min(1).max(MemoryType.options.length).optional(),
  limit: z.int().min(1).max(100).default(10),
};

/**
 * What memory is asked: for a thing by its `name`; for things that hold `words`, perhaps with given properties; for
 * things with about the same `meaning`; or for `any` of the latter two.
 */
export const RetrieverRecallInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('name'), type: MemoryType, name }),
  z.strictObject({ kind: z.literal('words'), ...asked, properties: Properties.optional() }),
  z.strictObject({ kind: z.literal('meaning'), ...asked, language: text(64).optional() }),
  z.strictObject({ kind: z.literal('any'), ...asked }),
]);
export type RetrieverRecallInput = z.infer<typeof RetrieverRecallInput>;

/** What is remembered, best first. Scores can be compared within one answer only. */
export const RetrieverRecallOutput = z.strictObject({
  memories: z
    .array(
      z.strictObject({
        id: Id,
        type: MemoryType,
        name: z.string(),
        /** As far as the arm may see them. */
        properties: Properties,
        version: z.int().min(1),
        updated_at: Timestamp,
        score: z.number(),
      }),
    )
    .max(100),
});
export type RetrieverRecallOutput = z.infer<typeof RetrieverRecallOutput>;

/** A thing to remember, in place of what is known of the one with its type and name. */
export const RetrieverRememberInput = z.strictObject({ type: MemoryType, name, properties: Properties });
export type RetrieverRememberInput = z.infer<typeof RetrieverRememberInput>;
export const RetrieverRememberOutput = z.strictObject({ id: Id, version: z.int().min(1) });
export type RetrieverRememberOutput = z.infer<typeof RetrieverRememberOutput>;

const problem = { language: Language, instruction: text(10_000) };

/** Asks for earlier solutions of problems like this one. */
export const RetrieverSolutionsInput = z.strictObject({
  ...problem,
  /** Solutions at most. */
  limit: z.int().min(1).max(3).default(3),
  /** Those that are less like it are left out. */
  min_score: Ratio.default(0),
});
export type RetrieverSolutionsInput = z.infer<typeof RetrieverSolutionsInput>;
/** Best first, ready for the input of the coder. */
export const RetrieverSolutionsOutput = z.strictObject({ solutions: z.array(CodeMemory).max(3) });
export type RetrieverSolutionsOutput = z.infer<typeof RetrieverSolutionsOutput>;

/** A solution to keep, in place of the one to the same instruction in its language. */
export const RetrieverKeepInput = z.strictObject({ ...problem, code: text(100_000) });
export type RetrieverKeepInput = z.infer<typeof RetrieverKeepInput>;
export const RetrieverKeepOutput = z.strictObject({});
export type RetrieverKeepOutput = z.infer<typeof RetrieverKeepOutput>;
