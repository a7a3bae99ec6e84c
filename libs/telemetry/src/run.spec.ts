import { trace } from '@opentelemetry/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runWithTelemetry, stopTelemetry } from './run.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a service without a collector', () => {
  it.each([undefined, ''])('runs without tracing when its address is %j', async (endpoint) => {
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint);
    vi.stubEnv('TRACE_FOLDER', endpoint);
    let recording: boolean | undefined;
    await runWithTelemetry('app', async () => {
      const span = trace.getTracer('test').startSpan('work');
      recording = span.isRecording();
      span.end();
    });
    expect(recording).toBe(false);
    await expect(stopTelemetry()).resolves.toBeUndefined();
  });

  it('fails with what the service fails with', async () => {
    await expect(runWithTelemetry('app', () => Promise.reject(new Error('no module')))).rejects.toThrow(
      'no module',
    );
  });
});
