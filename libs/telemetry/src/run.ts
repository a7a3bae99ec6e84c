import type { SpanTarget } from './start.ts';

let stop: (() => Promise<void>) | undefined;

/** A collector comes first: whoever sets one up reads traces there. */
const targetIn = (environment: NodeJS.ProcessEnv): SpanTarget | undefined => {
  // What is never recorded need not be loaded.
  if (environment['OTEL_TRACES_SAMPLER'] === 'always_off') return undefined;
  if ((environment['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '') !== '') return { kind: 'collector' };
  const folder = environment['TRACE_FOLDER'] ?? '';
  return folder === '' ? undefined : { kind: 'folder', folder };
};

/**
 * Runs a service with tracing when OTEL_EXPORTER_OTLP_ENDPOINT or TRACE_FOLDER is set. The service comes as a function
 * that imports it, because tracers must be in place before the modules that ask for them are loaded.
 */
export const runWithTelemetry = async (service: string, load: () => Promise<unknown>): Promise<void> => {
  const target = targetIn(process.env);
  if (target !== undefined) {
    const { startTelemetry } = await import('./start.ts');
    stop = await startTelemetry(service, target);
  }
  await load();
};

/** Sends the spans that still wait. Call it before the process exits; without tracing it does nothing. */
export const stopTelemetry = async (): Promise<void> => {
  await stop?.();
  stop = undefined;
};
