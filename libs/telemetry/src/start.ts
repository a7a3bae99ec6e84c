import { setTimeout as sleep } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';

const quietPaths = ['/health', '/ready', '/metrics'];
const isQuiet = (url: string | undefined): boolean =>
  quietPaths.some((path) => url?.startsWith(path) ?? false);

/** The longest that the spans which wait at the end may hold up the stop. */
const flushMs = 2_000;

/**
 * Starts the OpenTelemetry SDK: spans of HTTP, PostgreSQL and Redis go to the OTLP endpoint of the environment.
 * @returns a function that sends the spans which wait, and ends after two seconds at most
 */
export const startTelemetry = (service: string): (() => Promise<void>) => {
  const sdk = new NodeSDK({
    serviceName: service,
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => isQuiet(request.url) }),
      new PgInstrumentation(),
      new IORedisInstrumentation(),
    ],
  });
  sdk.start();
  return async () => {
    const over = new AbortController();
    try {
      await Promise.race([sdk.shutdown(), sleep(flushMs, undefined, { signal: over.signal })]);
    } catch (error) {
      process.stderr.write(`The last spans could not be sent: ${String(error)}\n`);
    } finally {
      over.abort();
    }
  };
};
