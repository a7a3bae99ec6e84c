import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('orchestrator', () => import('./serve.ts'));
