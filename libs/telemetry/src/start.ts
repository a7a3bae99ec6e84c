import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { FileSpanExporter } from './file-span-exporter.ts';
import { samplerOf } from './sampler.ts';

/** The longest that the spans which wait at the end may hold up the stop. */
const flushMs = 2_000;
/** So soon after its end a span can be read in a file. */
const fileDelayMs = 500;

/** Where the spans of a service go. */
export type SpanTarget =
  | { readonly kind: 'collector' }
  | { readonly kind: 'folder'; readonly folder: string };

const processorOf = async (service: string, target: SpanTarget): Promise<BatchSpanProcessor> => {
  if (target.kind === 'folder') {
    const exporter: SpanExporter = new FileSpanExporter(service, join(target.folder, `${service}.jsonl`));
    return new BatchSpanProcessor({ exporter, scheduledDelayMillis: fileDelayMs });
  }
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new BatchSpanProcessor({ exporter: new OTLPTraceExporter() });
};

/**
 * Starts OpenTelemetry: the spans that services make of requests, calls, tasks and statements go to the collector of the
 * environment, or to a file.
 * @returns a function that sends the spans which wait, and ends after two seconds at most
 */
export const startTelemetry = async (service: string, target: SpanTarget): Promise<() => Promise<void>> => {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: samplerOf(process.env),
    spanProcessors: [await processorOf(service, target)],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    const over = new AbortController();
    try {
      await Promise.race([provider.shutdown(), sleep(flushMs, undefined, { signal: over.signal })]);
    } catch (error) {
      process.stderr.write(`The last spans could not be sent: ${String(error)}\n`);
    } finally {
      over.abort();
    }
  };
};
