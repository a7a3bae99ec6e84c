import { databaseMetrics } from '@octollm/catalogue';
import { createMetrics } from '@octollm/telemetry';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { DatabaseMeter } from './database-meter.ts';

it('a database shows its connections, its statements, the slow ones and those that failed', async () => {
  const registry = new Registry();
  const meter = new DatabaseMeter(createMetrics(Object.values(databaseMetrics), registry));
  let used = 1;
  meter.show(() => [
    { pool: 'primary', used, idle: 2, waiting: 5, max: 10 },
    { pool: 'replica', used: 1, idle: 0, waiting: 0, max: 4 },
    { pool: 'replica', used: 2, idle: 1, waiting: 0, max: 4 },
  ]);
  meter.connected('primary', 0.2);
  meter.ended({ statement: 'SELECT tasks', seconds: 0.01, error: undefined });
  meter.ended({ statement: 'UPDATE tasks', seconds: 1, error: 'timeout' });
  await registry.metrics();
  used = 3;
  const text = await registry.metrics();
  for (const line of [
    'db_client_connections_usage{pool="primary",state="used"} 3',
    'db_client_connections_usage{pool="replica",state="used"} 3',
    'db_client_connections_max{pool="replica"} 8',
    'db_client_connections_pending_requests{pool="primary"} 5',
    'db_client_connections_wait_time_seconds_count{pool="primary"} 1',
    'db_client_operation_duration_seconds_count{statement="SELECT tasks"} 1',
    'db_client_slow_operations_total{statement="UPDATE tasks"} 1',
    'db_client_errors_total{kind="timeout"} 1',
  ])
    expect(text).toContain(`${line}\n`);
  expect(text).not.toContain('db_client_slow_operations_total{statement="SELECT tasks"}');
});
