import type { QueryType } from '@octollm/contracts';
import type { Features } from './features.ts';

/** Where each type starts. A comparison looks at several things at once, so it is complex by its nature. */
const base: Readonly<Record<QueryType, number>> = {
  fetch: 0.1,
  question: 0.2,
  other: 0.2,
  summary: 0.25,
  code: 0.3,
  comparison: 0.5,
};

/** What each feature adds for each of its kind, and at most; by hand, from the labelled goals in data/train.jsonl. */
const weights = {
  parts: { each: 0.3, most: 0.6 },
  names: { each: 0.15, most: 0.45 },
  stages: { each: 0.15, most: 0.45 },
  judgement: { each: 0.15, most: 0.45 },
  breadth: { each: 0.1, most: 0.2 },
  demands: { each: 0.05, most: 0.25 },
  words: { each: 0.05, most: 0.2 },
} as const;

/** From here on a task is complex: several workers can do it better than one. */
export const complexFrom = 0.5;

const added = (count: number, { each, most }: { readonly each: number; readonly most: number }): number =>
  Math.min(Math.max(count, 0) * each, most);

/**
 * How complex a task is, from 0 to 1: where its type starts, plus a weight for each question and each name beyond the
 * first, each stage, each word of judgement and of breadth, each demand and every 50 words. A number in hundredths.
 */
export const complexityOf = (features: Features): number => {
  const sum =
    base[features.type] +
    added(features.parts - 1, weights.parts) +
    added(features.names - 1, weights.names) +
    added(features.stages, weights.stages) +
    added(features.judgement, weights.judgement) +
    added(features.breadth, weights.breadth) +
    added(features.demands, weights.demands) +
    added(Math.floor(features.words / 50), weights.words);
  return Math.round(Math.min(sum, 1) * 100) / 100;
};
