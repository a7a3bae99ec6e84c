import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('reflex-gateway', () => import('./serve.ts'));
