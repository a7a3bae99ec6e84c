import { counter, gauge, histogram } from './metric.ts';

/** What the gateway exports of the calls of models that callers make through it. */
export const modelCallMetrics = {
  llmCalls: counter({
    name: 'llm_api_calls_total',
    help: 'Calls of models that ended: settled, or released when they used nothing',
    labels: ['provider', 'model', 'outcome'],
  }),
  llmTokens: counter({
    name: 'llm_api_tokens_total',
    help: 'Tokens that calls of models used',
    labels: ['provider', 'model', 'kind'],
  }),
  llmCost: counter({
    name: 'llm_api_cost_total',
    help: 'US dollars that calls of models cost',
    labels: ['provider', 'model'],
  }),
  llmDuration: histogram({
    name: 'llm_api_duration_seconds',
    help: 'Time from reserving what a call of a model may use to its end',
    labels: ['provider', 'model'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  }),
  callRecordsWaiting: gauge({
    name: 'llm_api_records_waiting',
    help: 'Calls of models whose use is not written down yet',
  }),
  callRecordsLost: counter({
    name: 'llm_api_records_lost_total',
    help: 'Calls of models whose use could not be written down and is lost',
  }),
} as const;
