export { runWithTelemetry, stopTelemetry } from './run.ts';
