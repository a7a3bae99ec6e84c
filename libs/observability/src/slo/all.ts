import { httpMetrics, taskMetrics } from '@octollm/catalogue';
import { sample } from '../alerts/sample.ts';
import {
  bucketsOf,
  countOf,
  type Duration,
  days,
  type HistogramSeries,
  type Piece,
  promql,
  type Query,
} from '../promql/index.ts';
import type { Slo } from './slo.ts';

const job = 'reflex-gateway';
/** In the tests of the alerts. */
const perMinute = 10_000;
const request = { job, method: 'GET', route: '/api/v1/tasks', status: '200' } as const;
const waited = { ...request, method: 'POST' } as const;

/** Where nothing was bad there is no series of it, and the sum of no series is none, not 0. */
const shareOf = (bad: Query, all: Query): Query => promql`(${bad} or 0 * ${all}) / ${all}`;

/** Requests that the gateway answers, and that do not fail on our side. */
const availability: Slo = {
  name: 'gateway_availability',
  title: 'Availability of the API',
  service: 'reflex-gateway',
  objective: 0.999,
  period: days(30),
  badShare: (window) =>
    shareOf(
      promql`sum by (namespace) (rate(${httpMetrics.requests}{job="reflex-gateway", status=~"5.."}[${window}]))`,
      promql`sum by (namespace) (rate(${httpMetrics.requests}{job="reflex-gateway"}[${window}]))`,
    ),
  runbook: 'error-budget',
  samples: (control, fault) => [
    sample(httpMetrics.requests, request, {
      control: perMinute * (1 - control),
      fault: perMinute * (1 - fault),
    }),
    sample(
      httpMetrics.requests,
      { ...request, status: '503' },
      { control: perMinute * control, fault: perMinute * fault },
    ),
  ],
};

const within: Piece = { kind: 'piece', text: ', le="0.5"' };
const inAnyTime: Piece = { kind: 'piece', text: '' };

/** Streams last as long as what they tell of, and a task that is waited for as long as it takes. */
const answersAtOnce = (series: HistogramSeries, time: Piece, window: Duration): Query =>
  promql`sum by (namespace) (rate(${series}{job="reflex-gateway", route=~"/api/v1/.*", route!~".*/events"${time}}[${window}]) unless rate(${series}{job="reflex-gateway", route="/api/v1/tasks", method="POST", status="200"${time}}[${window}]))`;

const latency: Slo = {
  name: 'gateway_latency',
  title: 'Requests of the API answered within 500 ms',
  service: 'reflex-gateway',
  objective: 0.95,
  period: days(30),
  badShare: (window) =>
    promql`1 - ${answersAtOnce(bucketsOf(httpMetrics.duration), within, window)} / ${answersAtOnce(countOf(httpMetrics.duration), inAnyTime, window)}`,
  runbook: 'error-budget',
  samples: (control, fault) => [
    sample(
      bucketsOf(httpMetrics.duration),
      { ...request, le: '0.5' },
      { control: perMinute * (1 - control), fault: perMinute * (1 - fault) },
    ),
    sample(countOf(httpMetrics.duration), request, { control: perMinute, fault: perMinute }),
    // A wait that was asked for, and that is no fault.
    sample(bucketsOf(httpMetrics.duration), { ...waited, le: '0.5' }, { control: 0, fault: 0 }),
    sample(countOf(httpMetrics.duration), waited, { control: perMinute, fault: perMinute }),
  ],
};

/** A task that its caller cancelled is nobody's failure. */
const taskSuccess: Slo = {
  name: 'task_success',
  title: 'Tasks that succeed',
  service: 'orchestrator',
  objective: 0.95,
  period: days(7),
  badShare: (window) =>
    shareOf(
      promql`sum by (namespace) (rate(${taskMetrics.completed}{status=~"failed|timed_out"}[${window}]))`,
      promql`sum by (namespace) (rate(${taskMetrics.completed}{status!="cancelled"}[${window}]))`,
    ),
  runbook: 'error-budget',
  samples: (control, fault) => [
    sample(
      taskMetrics.completed,
      { status: 'succeeded' },
      { control: perMinute * (1 - control), fault: perMinute * (1 - fault) },
    ),
    sample(
      taskMetrics.completed,
      { status: 'failed' },
      { control: perMinute * control, fault: perMinute * fault },
    ),
    sample(taskMetrics.completed, { status: 'cancelled' }, { control: perMinute, fault: perMinute }),
  ],
};

/** Everything that users are promised. */
export const slos: readonly Slo[] = [availability, latency, taskSuccess];
