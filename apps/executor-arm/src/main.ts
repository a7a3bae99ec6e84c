import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('executor-arm', () => import('./serve.ts'));
