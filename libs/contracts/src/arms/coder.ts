import { z } from 'zod';
import { text } from '../models/primitives.ts';

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

export const Language = z.enum(['json', 'javascript', 'typescript']);
export type Language = z.infer<typeof Language>;

export const CoderInput = z.strictObject({
  operation: CoderOperation,
  language: Language,
  instruction: text(10_000),
  code: z.string().max(100_000).optional(),
});
export type CoderInput = z.infer<typeof CoderInput>;

export const SyntaxFinding = z.strictObject({
  line: z.int().min(1),
  column: z.int().min(1),
  message: z.string(),
});
export type SyntaxFinding = z.infer<typeof SyntaxFinding>;

export const CoderOutput = z.strictObject({
  language: Language,
  code: z.string().nullable(),
  explanation: z.string(),
  findings: z.array(SyntaxFinding),
});
export type CoderOutput = z.infer<typeof CoderOutput>;
