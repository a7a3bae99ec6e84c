export { inSpan } from './in-span.ts';
export { runWithTelemetry, stopTelemetry } from './run.ts';
export type { SpanLine } from './span-line.ts';
