import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import { readingLimits } from './limits.ts';
import type { ReadDocument, ReadingJob, Refusal, ScreeningJob } from './read-document.ts';
import { DocumentRefusedError } from './refusal.ts';

/** Bounds of one reading; smaller ones than usual are for tests. */
export type ReaderLimits = Readonly<Record<'timeMs' | 'heapMiB' | 'externalMiB', number>>;

const idleMs = 30_000;
/** How often is looked at what the threads hold beside their objects: no thread can limit that by itself. */
const watchMs = 100;
const mebibyte = 1_048_576;

/** The worker stands beside the folder of this module, as source and in the bundle. */
const worker = new URL(`../reading-worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url);

const tooLarge = 'The document takes too much memory to be read: split it and send the parts.';
const tooSlow = 'The document takes too long to be read: split it and send the parts, or save it anew.';

/**
 * Reads documents in threads of their own. What a document does there, a bomb among them, ends with its thread; other
 * documents and searches go on.
 */
export class DocumentReader implements OnApplicationShutdown {
  readonly #pool: Piscina;
  readonly #rules: string | undefined;
  readonly #limits: ReaderLimits;
  #inWork = 0;
  #watch: NodeJS.Timeout | undefined;

  /** @param rules of the guardrails in YAML, before those of the default policy */
  constructor(rules?: string, limits: ReaderLimits = readingLimits) {
    this.#rules = rules;
    this.#limits = limits;
    this.#pool = new Piscina({
      filename: fileURLToPath(worker),
      minThreads: 0,
      maxThreads: 2,
      idleTimeout: idleMs,
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMiB },
      recordTiming: false,
    });
  }

  /** @throws DocumentRefusedError when the document cannot be read, or not within its limits */
  async read(tenant: string, job: Omit<ReadingJob, 'judgement'>): Promise<ReadDocument> {
    const { content } = job;
    const whole: ReadingJob = { ...job, judgement: { rules: this.#rules, tenant } };
    return this.#run(
      'readDocument',
      whole,
      typeof content === 'string' ? [] : [content.buffer as ArrayBuffer],
    );
  }

  /**
   * Screens short texts that come with a document, as its own text is.
   * @returns what becomes of each
   * @throws DocumentRefusedError when the policy blocks one of them
   */
  async screen(tenant: string, texts: readonly string[]): Promise<readonly string[]> {
    const job: ScreeningJob = { texts, judgement: { rules: this.#rules, tenant } };
    return this.#run('screenTexts', job, []);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#watch);
    await this.#pool.destroy();
  }

  async #run<Result extends object>(name: string, job: object, transferList: ArrayBuffer[]): Promise<Result> {
    const late = AbortSignal.timeout(this.#limits.timeMs);
    this.#begin();
    try {
      const result: Result | Refusal = await this.#pool.run(job, { name, signal: late, transferList });
      if ('refused' in result) throw new DocumentRefusedError(result.refused);
      return result;
    } catch (cause) {
      if (late.aborted) throw new DocumentRefusedError(tooSlow, { cause });
      if (isDeath(cause)) throw new DocumentRefusedError(tooLarge, { cause });
      throw cause;
    } finally {
      this.#end();
    }
  }

  #begin(): void {
    this.#inWork += 1;
    this.#watch ??= setInterval(() => {
      for (const thread of this.#pool.threads) void this.#check(thread);
    }, watchMs);
  }

  #end(): void {
    this.#inWork -= 1;
    if (this.#inWork > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  async #check(thread: Worker): Promise<void> {
    const held = await heldBeside(thread);
    if (held > this.#limits.externalMiB * mebibyte) await thread.terminate();
  }
}

/** Bytes that a thread holds beside its objects: none that is known when it is ending, or before Node 22.16. */
const heldBeside = async (thread: Worker): Promise<number> => {
  try {
    return (await thread.getHeapStatistics?.())?.external_memory ?? 0;
  } catch (error) {
    if (error instanceof Error) return 0;
    throw error;
  }
};

/** Whether a thread ended for what it held, and not for a mistake in it. */
const isDeath = (error: unknown): boolean =>
  error instanceof Error &&
  (Reflect.get(error, 'code') === 'ERR_WORKER_OUT_OF_MEMORY' ||
    /^worker exited with code/i.test(error.message));
