import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('guardian-arm', () => import('./serve.ts'));
