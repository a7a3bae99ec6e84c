import { counter, histogram } from './metric.ts';

/** What the orchestrator exports of what it asks memory and has it remember. */
export const memoryMetrics = {
  operations: counter({
    name: 'memory_operations_total',
    help: 'What memory was asked or given: solutions and keep for the coder, recall for the planner, remember for tasks that ended, log for calls of tools; succeeded, failed, or dropped because too much waited',
    labels: ['operation', 'outcome'],
  }),
  operationDuration: histogram({
    name: 'memory_operation_duration_seconds',
    help: 'Time that the retriever took for what memory was asked or given; calls of tools are written down without it',
    labels: ['operation'],
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  }),
} as const;
