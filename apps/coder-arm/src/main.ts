import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('coder-arm', () => import('./serve.ts'));
