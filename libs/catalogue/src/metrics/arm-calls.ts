import { counter, gauge, histogram } from './metric.ts';

/** What the orchestrator exports of its calls of the arms. */
export const armCallMetrics = {
  armCalls: counter({
    name: 'arm_calls_total',
    help: 'Calls of arms that ended: succeeded; failed by the fault of the arm; rejected for the input, a policy, a limit or what others did; aborted; refused when the circuit was open or too many waited',
    labels: ['arm', 'outcome'],
  }),
  armCallDuration: histogram({
    name: 'arm_call_duration_seconds',
    help: 'Time from sending a call to an arm to its answer',
    labels: ['arm', 'outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
  }),
  breakerState: gauge({
    name: 'arm_breaker_state',
    help: 'The circuit breaker in front of an arm: 0 closed, 1 half open (its probe is under way), 2 open',
    labels: ['arm'],
  }),
  armAvailable: gauge({
    name: 'arm_available',
    help: '1 while an arm takes calls, 0 while its circuit is open or it says that it is not ready',
    labels: ['arm'],
  }),
} as const;
