import { counter, gauge } from './metric.ts';

/** What the gateway exports of the records of what callers used. */
export const callRecordMetrics = {
  callRecordsWaiting: gauge({
    name: 'llm_api_records_waiting',
    help: 'Calls of models whose use is not written down yet',
  }),
  callRecordsLost: counter({
    name: 'llm_api_records_lost_total',
    help: 'Calls of models whose use could not be written down and is lost',
  }),
} as const;
