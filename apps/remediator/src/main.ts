import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('remediator', () => import('./serve.ts'));
