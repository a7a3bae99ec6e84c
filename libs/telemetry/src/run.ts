let stop: (() => Promise<void>) | undefined;

/**
 * Runs a service with tracing when OTEL_EXPORTER_OTLP_ENDPOINT is set. The service comes as a function that
 * imports it, because instrumentation must be in place before the modules it patches are loaded.
 */
export const runWithTelemetry = async (service: string, load: () => Promise<unknown>): Promise<void> => {
  if ((process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? '') !== '') {
    const { startTelemetry } = await import('./start.ts');
    stop = startTelemetry(service);
  }
  await load();
};

/** Sends the spans that still wait. Call it before the process exits; without tracing it does nothing. */
export const stopTelemetry = async (): Promise<void> => {
  await stop?.();
  stop = undefined;
};
