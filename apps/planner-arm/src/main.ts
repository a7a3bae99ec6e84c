import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('planner-arm', () => import('./serve.ts'));
