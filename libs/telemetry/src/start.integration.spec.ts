import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context, propagation, trace } from '@opentelemetry/api';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runWithTelemetry, stopTelemetry } from './index.ts';

/** What a collector was sent: paths and bodies. */
interface Collector {
  readonly url: string;
  readonly received: { readonly path: string; readonly body: string }[];
}

const servers: Server[] = [];

const collect = async (answers = true): Promise<Collector> => {
  const received: Collector['received'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('latin1')));
    request.on('end', () => {
      received.push({ path: request.url ?? '', body });
      if (answers) response.setHeader('content-type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
};

const work = async (): Promise<void> => trace.getTracer('test').startSpan('a piece of work').end();

afterEach(() => {
  vi.unstubAllEnvs();
  for (const api of [trace, context, propagation]) api.disable();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('a service with a collector', () => {
  it('sends the spans that still wait when it stops, under its name', async () => {
    const collector = await collect();
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
    await runWithTelemetry('weather-arm', work);
    expect(collector.received).toEqual([]);
    await stopTelemetry();
    expect(collector.received.map(({ path }) => path)).toEqual(['/v1/traces']);
    expect(collector.received[0]?.body).toContain('a piece of work');
    expect(collector.received[0]?.body).toContain('weather-arm');
    await stopTelemetry();
    expect(collector.received).toHaveLength(1);
  });

  it('is not held up by a collector that does not answer', async () => {
    const collector = await collect(false);
    vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
    await runWithTelemetry('weather-arm', work);
    const started = performance.now();
    await stopTelemetry();
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});
