import { expect, it } from 'vitest';
import { exportedSeries } from './exported-series.ts';

it('What rules and dashboards may name is what services, exporters and Prometheus itself have', () => {
  const series = exportedSeries();
  for (const name of [
    'http_requests_total',
    'http_request_duration_seconds_bucket',
    'kube_job_status_failed',
    'up',
  ])
    expect(series).toContain(name);
  // A histogram has no series of its own name.
  expect(series).not.toContain('http_request_duration_seconds');
});
