import { databaseMetrics } from '@octollm/catalogue';
import type { Metrics } from '@octollm/telemetry';

/** Statements that take longer are slow. */
const slowSeconds = 1;

/** The connections of a pool at a moment. */
export interface ShownPool {
  readonly pool: string;
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly max: number;
}

/** Exports what becomes of the connections to a database and of its statements, for a service that opens PostgreSQL. */
export class DatabaseMeter {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  connected(pool: string, seconds: number): void {
    this.#metrics.histogram(databaseMetrics.connectionWait).observe({ pool }, seconds);
  }

  /** @param end `error` is one of a few words, `statement` one of a few names */
  ended(end: {
    readonly statement: string;
    readonly seconds: number;
    readonly error: string | undefined;
  }): void {
    const { statement, seconds, error } = end;
    this.#metrics.histogram(databaseMetrics.statementDuration).observe({ statement }, seconds);
    if (seconds >= slowSeconds) this.#metrics.counter(databaseMetrics.slowStatements).inc({ statement });
    if (error !== undefined) this.#metrics.counter(databaseMetrics.statementErrors).inc({ kind: error });
  }

  /** Shows the pools to who reads the metrics; of several standbys their sum. */
  show(pools: () => readonly ShownPool[]): void {
    const { connections, maxConnections, pendingRequests } = databaseMetrics;
    this.#metrics.onRead(connections, (gauge) => {
      gauge.reset();
      for (const { pool, used, idle } of pools()) {
        gauge.inc({ pool, state: 'used' }, used);
        gauge.inc({ pool, state: 'idle' }, idle);
      }
    });
    this.#metrics.onRead(maxConnections, (gauge) => {
      gauge.reset();
      for (const { pool, max } of pools()) gauge.inc({ pool }, max);
    });
    this.#metrics.onRead(pendingRequests, (gauge) => {
      gauge.reset();
      for (const { pool, waiting } of pools()) gauge.inc({ pool }, waiting);
    });
  }
}
