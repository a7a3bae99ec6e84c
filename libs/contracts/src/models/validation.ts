import { z } from 'zod';
import { Ratio } from './primitives.ts';

export const Severity = z.enum(['low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof Severity>;

export const ValidationIssue = z.strictObject({
  severity: Severity,
  type: z.string(),
  message: z.string(),
  location: z.string().nullable(),
  suggestion: z.string().nullable(),
});
export type ValidationIssue = z.infer<typeof ValidationIssue>;

/** The weight of each of the judge's scores; they add up to 1. */
export const scoreWeights = {
  factual: 0.3,
  citation: 0.2,
  completeness: 0.2,
  source: 0.15,
  tool_efficiency: 0.1,
  response: 0.05,
} as const;

export const Scores = z.strictObject({
  factual: Ratio,
  citation: Ratio,
  completeness: Ratio,
  source: Ratio,
  tool_efficiency: Ratio,
  response: Ratio,
});
export type Scores = z.infer<typeof Scores>;

const names = Object.keys(scoreWeights) as (keyof Scores)[];

/** The quality score: the sum of the scores, each times its weight, rounded to four decimals. */
export const qualityScore = (scores: Scores): number =>
  Math.round(names.reduce((sum, name) => sum + scores[name] * scoreWeights[name], 0) * 10_000) / 10_000;

export const ValidationResult = z.strictObject({
  valid: z.boolean(),
  confidence: Ratio,
  quality_score: Ratio,
  scores: Scores,
  issues: z.array(ValidationIssue),
  passed_criteria: z.array(z.string()),
  failed_criteria: z.array(z.string()),
});
export type ValidationResult = z.infer<typeof ValidationResult>;
