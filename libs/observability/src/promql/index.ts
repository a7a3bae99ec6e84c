export { type Duration, days, durationText, hours, minutes, seconds } from './duration.ts';
export { QueryError } from './errors.ts';
export { labels, literal, oneOf, type Piece, panelRange, panelWindow } from './pieces.ts';
export { metricsIn, promql, type Query } from './query.ts';
export {
  bucketsOf,
  countOf,
  type HistogramSeries,
  type Named,
  type Recorded,
  recorded,
  type Source,
  sumOf,
} from './series.ts';
export { type TargetLabel, targetLabels } from './target-labels.ts';
