import type { EmbeddingsRequest } from '@octollm/contracts';
import { ProviderError } from '../../providers/provider-error.ts';
import { toJson } from '../../wire/json.ts';
import type { CallOptions, EmbeddingsResult, ModelProvider } from '../model-provider.ts';
import { DecoratedModelProvider } from './decorated-model-provider.ts';
import { EmbeddingsBatch, ownResults, sharedRequest, type Waiter } from './embeddings-batch.ts';

export interface BatchOptions {
  /** How long a request waits for others, in milliseconds, at most 20. @default 5 */
  readonly windowMs?: number;
}

/** A batch that still takes requests. */
interface OpenBatch {
  readonly batch: EmbeddingsBatch;
  readonly options: CallOptions;
  readonly timer: NodeJS.Timeout;
}

/** Undefined for tokens, which are sent on as they are. */
const textsOf = ({ input }: EmbeddingsRequest): readonly string[] | undefined => {
  if (typeof input === 'string') return [input];
  const texts = input.filter((item) => typeof item === 'string');
  return texts.length === input.length ? texts : undefined;
};

/**
 * Lets requests for embeddings that come at about the same time share a call of the provider: those for the same model
 * with the same parameters. Each caller gets its own vectors and its share of the tokens. When the provider refuses the
 * texts of several, each is asked for alone, so that nobody suffers from the text of another. One who leaves lets the
 * others have theirs; the call ends when all have left.
 */
export class BatchedEmbeddings extends DecoratedModelProvider {
  readonly #windowMs: number;
  readonly #open = new Map<string, OpenBatch>();

  constructor(inner: ModelProvider, { windowMs = 5 }: BatchOptions = {}) {
    super(inner);
    this.#windowMs = Math.min(windowMs, 20);
  }

  /** @throws ProviderError (invalid_input) when the request cannot be written, beside what the provider throws */
  override embed(request: EmbeddingsRequest, options: CallOptions): Promise<EmbeddingsResult> {
    const texts = textsOf(request);
    if (texts === undefined) return this.inner.embed(request, options);
    const { signal } = options;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = (): void => reject(signal.reason);
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value): void => {
          signal.removeEventListener('abort', leave);
          settle(value);
        };
      signal.addEventListener('abort', leave, { once: true });
      this.#join({ request, texts, signal, resolve: settled(resolve), reject: settled(reject) }, options);
    });
  }

  #join(waiter: Waiter, options: CallOptions): void {
    const key = toJson(this.name, [{ ...waiter.request, input: null }, options.limitMode?.mode]).toString();
    const open = this.#open.get(key);
    if (open?.batch.add(waiter) === true) return;
    // It is full.
    if (open !== undefined) this.#send(key, open);
    const batch = new EmbeddingsBatch();
    batch.add(waiter);
    const made: OpenBatch = {
      batch,
      options,
      timer: setTimeout(() => this.#send(key, made), this.#windowMs),
    };
    this.#open.set(key, made);
  }

  #send(key: string, open: OpenBatch): void {
    clearTimeout(open.timer);
    if (this.#open.get(key) === open) this.#open.delete(key);
    const waiters = open.batch.waiters.filter(({ signal }) => !signal.aborted);
    const [first, second] = waiters;
    if (first === undefined) return;
    if (second === undefined) void this.#alone(first, open.options);
    else void this.#together(waiters, first, open.options);
  }

  async #alone({ request, signal, resolve, reject }: Waiter, options: CallOptions): Promise<void> {
    try {
      resolve(await this.inner.embed(request, { ...options, signal }));
    } catch (error) {
      reject(error);
    }
  }

  async #together(waiters: readonly Waiter[], first: Waiter, options: CallOptions): Promise<void> {
    const call = new AbortController();
    const ended = new AbortController();
    let staying = waiters.length;
    for (const { signal } of waiters)
      signal.addEventListener(
        'abort',
        () => {
          staying -= 1;
          if (staying === 0) call.abort(signal.reason);
        },
        { once: true, signal: ended.signal },
      );
    try {
      const request = sharedRequest(waiters, first);
      const result = await this.inner.embed(request, { ...options, signal: call.signal });
      for (const [at, own] of ownResults(waiters, result).entries()) waiters[at]?.resolve(own);
    } catch (error) {
      const isOfOne = error instanceof ProviderError && error.category === 'invalid_input';
      if (isOfOne) await Promise.all(waiters.map((waiter) => this.#alone(waiter, options)));
      else for (const { reject } of waiters) reject(error);
    } finally {
      ended.abort();
    }
  }
}
