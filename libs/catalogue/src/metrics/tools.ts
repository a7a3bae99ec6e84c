import { counter, gauge, histogram } from './metric.ts';

/** What the orchestrator exports of the tools that the executor runs for it, for tasks and for clients that wait. */
export const toolMetrics = {
  toolCalls: counter({
    name: 'tool_calls_total',
    help: 'Calls of tools that ended: succeeded, failed, aborted; refused when the circuit was open or too many waited',
    labels: ['tool', 'outcome'],
  }),
  toolDuration: histogram({
    name: 'tool_duration_seconds',
    help: 'Time from sending a call of a tool to the executor to its answer or its abort',
    labels: ['tool'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  }),
  toolSpeculations: counter({
    name: 'tool_speculations_total',
    help: 'Calls of tools that were made before the plan was there: used by the plan, or wasted',
    labels: ['outcome'],
  }),
  activeQueries: gauge({
    name: 'active_queries',
    help: 'Multi-agent queries and executions of tools that this replica is answering',
  }),
} as const;
