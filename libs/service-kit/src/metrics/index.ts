export { createMetrics, Metrics, UndeclaredMetricError } from '@octollm/telemetry';
export { DatabaseMeter } from './database-meter.ts';
export { GuardMeter, type Screened } from './guard-meter.ts';
export { MetricsModule } from './metrics.module.ts';
export { startMetricsServer } from './metrics-server.ts';
export { type ModelCallEnd, ModelMeter } from './model-meter.ts';
export { QueueMeter, type ShownQueue } from './queue-meter.ts';
