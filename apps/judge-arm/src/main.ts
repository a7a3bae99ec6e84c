import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('judge-arm', () => import('./serve.ts'));
