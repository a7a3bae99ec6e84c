import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { SpanStatusCode } from '@opentelemetry/api';
import { SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileSpanExporter } from './file-span-exporter.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'octollm-spans-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = (name: string, maxBytes?: number, pid = process.pid) => {
  const path = join(folder, 'traces', `${name}.${pid}.jsonl`);
  const shared = join(folder, 'traces', `${name}.jsonl`);
  const exporter = new FileSpanExporter('weather-arm', shared, maxBytes, pid);
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  return { path, provider, tracer: provider.getTracer('test') };
};

describe('spans in a file', () => {
  it('are lines of JSON that only the owner may read', async () => {
    const { path, provider, tracer } = open('a');
    const span = tracer.startSpan('POST /forecast', { attributes: { place: 'Bergen' } });
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
    await provider.shutdown();
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      trace_id: span.spanContext().traceId,
      span_id: span.spanContext().spanId,
      parent_id: null,
      service: 'weather-arm',
      name: 'POST /forecast',
      start_ms: expect.any(Number),
      duration_ms: expect.any(Number),
      failed: true,
      attributes: { place: 'Bergen' },
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('take no more room than they may: the older half goes', async () => {
    const { path, provider, tracer } = open('b', 1_000);
    for (let n = 0; n < 50; n++) tracer.startSpan(`span ${n}`).end();
    await provider.shutdown();
    const [last, before] = await Promise.all([readFile(path, 'utf8'), readFile(`${path}.1`, 'utf8')]);
    expect(last).toContain('span 49');
    expect(before).not.toContain('"span 1"');
    expect(last.length).toBeLessThanOrEqual(1_000);
    expect(before.length).toBeLessThanOrEqual(1_000);
  });

  it('are not mixed with those of another process of the same service, nor put aside by it', async () => {
    const replicas = [1, 2].map((pid) => open('c', 1_000, pid));
    for (let n = 0; n < 50; n++)
      for (const [r, { tracer }] of replicas.entries()) tracer.startSpan(`${r}/${n}`).end();
    for (const [r, { path, provider }] of replicas.entries()) {
      await provider.shutdown();
      const text = `${await readFile(`${path}.1`, 'utf8')}${await readFile(path, 'utf8')}`;
      const names = text
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { name: string }).name);
      const kept = Array.from({ length: names.length }, (_, n) => `${r}/${50 - names.length + n}`);
      expect(names).toEqual(kept);
    }
  });

  it('of processes that are gone are kept for the latest of them only, and those of other services for all', async () => {
    const { path, provider, tracer } = open('d');
    const traces = join(folder, 'traces');
    for (let n = 1; n <= 20; n++) {
      const file = join(traces, `d.${n}.jsonl${n % 2 === 0 ? '' : '.1'}`);
      await writeFile(file, '');
      await utimes(file, n, n);
    }
    await writeFile(join(traces, 'd.e.1.jsonl'), '');
    tracer.startSpan('a').end();
    await provider.shutdown();
    const left = (await readdir(traces)).filter((name) => name.startsWith('d.'));
    expect(left).toHaveLength(16);
    expect(left).toEqual(
      expect.arrayContaining(['d.e.1.jsonl', 'd.7.jsonl.1', 'd.20.jsonl', basename(path)]),
    );
    expect(left).not.toContain('d.6.jsonl');
  });
});
