export { MetricsModule } from './metrics.module.ts';
export { Metrics, UndeclaredMetricError } from './metrics.ts';
export { startMetricsServer } from './metrics-server.ts';
