import { counter, histogram } from './metric.ts';

/** What services that screen texts export of what they find. `guard` is what is screened: the body of a request, a call of a model,
 * a text that was sent to be processed (text), or one that a task asks about (check). */
export const guardrailMetrics = {
  personalData: counter({
    name: 'pii_detections_total',
    help: 'Personal data and secrets found in texts, by type',
    labels: ['type'],
  }),
  injectionBlocks: counter({
    name: 'injection_blocks_total',
    help: 'Injections for which a text was refused, by class and severity',
    labels: ['class', 'severity'],
  }),
  guardDecisions: counter({
    name: 'guard_decisions_total',
    help: 'Texts that were screened, by what was decided',
    labels: ['guard', 'decision'],
  }),
  guardFailures: counter({
    name: 'guard_failures_total',
    help: 'Texts that could not be screened or redacted, and so were not let through',
    labels: ['guard'],
  }),
  guardDuration: histogram({
    name: 'guard_duration_seconds',
    help: 'Time that screening takes',
    labels: ['guard'],
    buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.5],
  }),
} as const;
