import { counter, gauge, histogram } from './metric.ts';

/** What every service exports of its HTTP traffic. `route` is the pattern, never the path, so labels stay few. */
export const httpMetrics = {
  requests: counter({
    name: 'http_requests_total',
    help: 'HTTP requests that ended, whatever their status',
    labels: ['method', 'route', 'status'],
  }),
  duration: histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request line to the end of the answer',
    labels: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
  }),
  inFlight: gauge({ name: 'http_requests_in_flight', help: 'HTTP requests that are being answered' }),
} as const;
