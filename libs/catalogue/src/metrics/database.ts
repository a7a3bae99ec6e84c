import { counter, gauge, histogram } from './metric.ts';

/**
 * What services with PostgreSQL export of their connections and statements, by OpenTelemetry's names
 * (https://opentelemetry.io/docs/specs/semconv/database/database-metrics/). `pool` is primary or replica; `statement`
 * is what a statement does to its first table, such as `SELECT tasks`: those of the code, so there are few.
 */
export const databaseMetrics = {
  connections: gauge({
    name: 'db_client_connections_usage',
    help: 'Connections that are open, by state: idle or used',
    labels: ['pool', 'state'],
  }),
  maxConnections: gauge({
    name: 'db_client_connections_max',
    help: 'Connections that may be open',
    labels: ['pool'],
  }),
  pendingRequests: gauge({
    name: 'db_client_connections_pending_requests',
    help: 'Callers that wait for a connection',
    labels: ['pool'],
  }),
  connectionWait: histogram({
    name: 'db_client_connections_wait_time_seconds',
    help: 'Time that callers waited for a connection',
    labels: ['pool'],
    buckets: [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
  }),
  statementDuration: histogram({
    name: 'db_client_operation_duration_seconds',
    help: 'Time from sending a statement to its answer, of those that succeeded and those that failed',
    labels: ['statement'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
  }),
  statementErrors: counter({
    name: 'db_client_errors_total',
    help: 'Statements that failed: the database was unavailable, did not answer in time (timeout), or refused them (refused)',
    labels: ['kind'],
  }),
  slowStatements: counter({
    name: 'db_client_slow_operations_total',
    help: 'Statements that took a second or longer',
    labels: ['statement'],
  }),
} as const;
