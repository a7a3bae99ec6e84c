import { histogram } from './metric.ts';

/** What services with a vector store export of it. */
export const vectorMetrics = {
  vectorOperations: histogram({
    name: 'vector_operation_duration_seconds',
    help: 'Time that the vector store took for a search, an upsert or a deletion, by outcome: succeeded or failed',
    labels: ['operation', 'outcome'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  }),
} as const;
