import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type HrTime, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import type { SpanLine } from './span-line.ts';

/** How large a file becomes before it is put aside; one is kept aside, so a process takes twice this at most. */
const defaultMaxBytes = 8 * 1_048_576;

/** So many files of former and other processes of a service are left when another one begins; the latest. */
const mostFiles = 14;

type Done = Parameters<SpanExporter['export']>[1];

const milliseconds = ([seconds, nanos]: HrTime): number => seconds * 1_000 + nanos / 1e6;

const lineOf = (service: string, span: ReadableSpan): SpanLine => {
  const { traceId, spanId } = span.spanContext();
  return {
    trace_id: traceId,
    span_id: spanId,
    parent_id: span.parentSpanContext?.spanId ?? null,
    service,
    name: span.name,
    start_ms: milliseconds(span.startTime),
    duration_ms: milliseconds(span.duration),
    failed: span.status.code === SpanStatusCode.ERROR,
    attributes: span.attributes,
  };
};

/** Removes the files of a service that were written to least lately, beyond those that are left. */
const removeOldest = async (path: string): Promise<void> => {
  const folder = dirname(path);
  const service = basename(path, '.jsonl');
  const isOfService = (name: string): boolean =>
    name.startsWith(`${service}.`) && /^\d+\.jsonl(\.1)?$/.test(name.slice(service.length + 1));
  const files = (await readdir(folder)).filter(isOfService).map(async (name) => {
    const file = join(folder, name);
    // Another process that begins may have removed it.
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
    return { file, mtimeMs };
  });
  const latestFirst = (await Promise.all(files)).toSorted((a, b) => b.mtimeMs - a.mtimeMs);
  for (const { file } of latestFirst.slice(mostFiles)) await rm(file, { force: true });
};

/**
 * Writes spans to a file, a line each, and keeps as much of the past as fits. Each process has a file of its own: two
 * that share one would put it aside under each other's hands.
 */
export class FileSpanExporter implements SpanExporter {
  readonly #service: string;
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #shared: string;
  #hasBegun = false;
  #writing: Promise<void> = Promise.resolve();

  /**
   * @param path what the files of the service are named after: `arm.jsonl` gives `arm.4711.jsonl`; what is put aside ends
   * with `.1`
   * @param pid of the process that writes
   */
  constructor(service: string, path: string, maxBytes = defaultMaxBytes, pid = process.pid) {
    this.#service = service;
    this.#shared = path;
    this.#path = join(dirname(path), `${basename(path, '.jsonl')}.${pid}.jsonl`);
    this.#maxBytes = maxBytes;
  }

  export(spans: ReadableSpan[], done: Done): void {
    const text = spans.map((span) => `${JSON.stringify(lineOf(this.#service, span))}\n`).join('');
    this.#writing = this.#write(this.#writing, text, done);
  }

  async forceFlush(): Promise<void> {
    await this.#writing;
  }

  async shutdown(): Promise<void> {
    await this.#writing;
  }

  async #write(before: Promise<void>, text: string, done: Done): Promise<void> {
    await before;
    try {
      await this.#append(text);
      done({ code: 0 });
    } catch (error) {
      done({ code: 1, error: error instanceof Error ? error : new Error(String(error)) });
    }
  }

  async #append(text: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    if (!this.#hasBegun) await removeOldest(this.#shared);
    this.#hasBegun = true;
    const { size } = await stat(this.#path).catch(() => ({ size: 0 }));
    if (size > 0 && size + text.length > this.#maxBytes) await rename(this.#path, `${this.#path}.1`);
    // Names of tools and models stand in attributes: nobody else's business.
    await appendFile(this.#path, text, { mode: 0o600 });
  }
}
