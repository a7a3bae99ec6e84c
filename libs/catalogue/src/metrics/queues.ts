import { counter, gauge } from './metric.ts';

/**
 * What services that take from queues export of them. How many jobs there are and how old the oldest is are the same
 * for all replicas: take their maximum, not their sum.
 */
export const queueMetrics = {
  jobs: gauge({
    name: 'queue_jobs',
    help: 'Jobs of a queue over all replicas, by state: waiting, active, delayed or failed',
    labels: ['queue', 'state'],
  }),
  oldest: gauge({
    name: 'queue_oldest_job_age_seconds',
    help: 'How long the oldest waiting job of a queue has been there, of any priority; 0 when none waits',
    labels: ['queue'],
  }),
  processed: counter({
    name: 'queue_jobs_processed_total',
    help: 'Jobs that this replica worked on, by outcome: completed or failed',
    labels: ['queue', 'outcome'],
  }),
  deadLetters: counter({
    name: 'queue_dead_letters_total',
    help: 'Jobs that were given up because working on them failed too often',
    labels: ['queue'],
  }),
} as const;
