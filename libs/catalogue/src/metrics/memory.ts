import { counter } from './metric.ts';

/** What the orchestrator exports of what it asks memory and has it remember. */
export const memoryMetrics = {
  operations: counter({
    name: 'memory_operations_total',
    help: 'What memory was asked or given: solutions and keep for the coder, remember for tasks that ended, log for calls of tools; succeeded, failed, or dropped because too much waited',
    labels: ['operation', 'outcome'],
  }),
} as const;
