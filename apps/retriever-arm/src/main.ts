import { runWithTelemetry } from '@octollm/telemetry';

await runWithTelemetry('retriever-arm', () => import('./serve.ts'));
