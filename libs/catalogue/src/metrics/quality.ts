import { counter, histogram } from './metric.ts';

/** What the judge exports of the answers that it judges. */
export const qualityMetrics = {
  qualityScore: histogram({
    name: 'response_quality_score',
    help: 'Scores that the judge gave, from 0 to 1: overall, or one of those it is made of',
    labels: ['metric_type'],
    buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
  }),
  verdicts: counter({
    name: 'judge_verdicts_total',
    help: 'Answers that were judged, by verdict: valid or invalid',
    labels: ['verdict'],
  }),
} as const;
