import { counter, gauge, histogram } from './metric.ts';

/** What the orchestrator exports of tasks and steps. */
export const taskMetrics = {
  created: counter({ name: 'tasks_created_total', help: 'Tasks accepted', labels: ['priority'] }),
  completed: counter({
    name: 'tasks_completed_total',
    help: 'Tasks that ended, by terminal status',
    labels: ['status'],
  }),
  duration: histogram({
    name: 'task_duration_seconds',
    help: 'Time from accepting a task to its end',
    labels: ['status'],
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 3600],
  }),
  inProgress: gauge({ name: 'tasks_in_progress', help: 'Tasks this replica holds the lease of' }),
  recovered: counter({
    name: 'tasks_recovered_total',
    help: 'Tasks taken over after another replica lost its lease',
  }),
  deadLettered: counter({
    name: 'tasks_dead_lettered_total',
    help: 'Tasks that were ended because too many replicas were lost or failed while they worked on them',
  }),
  refused: counter({
    name: 'tasks_refused_total',
    help: 'Work that was refused because too much waits, by what was too much',
    labels: ['reason'],
  }),
  queueAge: gauge({
    name: 'tasks_queue_age_seconds',
    help: 'How long the task of all replicas that waits longest has been waiting',
  }),
  workersLimit: gauge({
    name: 'workers_limit',
    help: 'Tasks this replica works on at the same time at most, as its load allows',
  }),
  healed: counter({
    name: 'self_healing_total',
    help: 'What this replica mended by itself',
    labels: ['action'],
  }),
  steps: counter({ name: 'steps_total', help: 'Attempts of steps that ended', labels: ['arm', 'outcome'] }),
} as const;
