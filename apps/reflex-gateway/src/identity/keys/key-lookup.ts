import { Inject, Injectable } from '@nestjs/common';
import { OverloadedError } from '@octollm/contracts';
import { ApiKeyStore, type FoundKey } from '@octollm/memory';

/** Statements in flight at the same time, however many keys are asked for. */
const statements = 2;
/** Keys that one statement looks for. */
const keysPerStatement = 500;
/** Keys that wait to be looked for; whoever comes then is told to try again. */
const mostWaiting = 20_000;

interface Waiting {
  readonly hash: string;
  /** Where others who ask for the same key find the answer. */
  readonly asked: Map<string, unknown>;
  readonly resolve: (found: FoundKey | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks keys up by their hashes: everybody who asks for the same key waits for one answer, and those who come while the
 * store is busy are asked for together. Ten thousand wrong keys at once are some twenty statements, two at a time.
 */
@Injectable()
export class KeyLookup {
  #asked = new Map<string, Promise<FoundKey | undefined>>();
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(@Inject(ApiKeyStore) private readonly store: Pick<ApiKeyStore, 'findByHashes'>) {}

  /**
   * The key with this hash, or undefined when there is none that works.
   * @throws OverloadedError when too many wait already; UnavailableError when the store does not answer
   */
  find(hash: string): Promise<FoundKey | undefined> {
    const asked = this.#asked.get(hash);
    if (asked !== undefined) return asked;
    if (this.#waiting.length >= mostWaiting)
      return Promise.reject(new OverloadedError('Too many keys are being checked.', { retryAfter: 1 }));
    const answer = new Promise<FoundKey | undefined>((resolve, reject) =>
      this.#waiting.push({ hash, asked: this.#asked, resolve, reject }),
    );
    this.#asked.set(hash, answer);
    this.#ask();
    return answer;
  }

  /** Keys have changed: who asks from now on does not get an answer from before. */
  restart(): void {
    this.#asked = new Map();
  }

  #ask(): void {
    while (this.#running < statements && this.#waiting.length > 0) {
      this.#running++;
      void this.#answer(this.#waiting.splice(0, keysPerStatement)).finally(() => {
        this.#running--;
        this.#ask();
      });
    }
  }

  async #answer(batch: readonly Waiting[]): Promise<void> {
    try {
      const found = await this.store.findByHashes(batch.map(({ hash }) => hash));
      for (const { hash, resolve } of batch) resolve(found.get(hash));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      for (const { hash, asked } of batch) asked.delete(hash);
    }
  }
}
