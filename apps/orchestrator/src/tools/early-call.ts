import type { Attempt } from '@octollm/engine';

/** A call that was begun before the plan was there. Times are milliseconds of performance.now. */
export class EarlyCall {
  readonly #call: (signal: AbortSignal, onSent: () => void) => Promise<Attempt>;
  readonly #abort = new AbortController();
  #startedAt: number | undefined;
  #endedAt: number | undefined;

  /** @param call - makes the call and says when it is sent, which is later when it has to wait for a permit */
  constructor(call: (signal: AbortSignal, onSent: () => void) => Promise<Attempt>) {
    this.#call = call;
  }

  /** Undefined until it was sent. */
  get startedAt(): number | undefined {
    return this.#startedAt;
  }

  /** Undefined until it has ended. */
  get endedAt(): number | undefined {
    return this.#endedAt;
  }

  /** Makes the call, once. @throws the reason of `signal`, or of the signal that it follows */
  async make(signal: AbortSignal): Promise<Attempt> {
    try {
      return await this.#call(AbortSignal.any([signal, this.#abort.signal]), () => {
        this.#startedAt = performance.now();
      });
    } finally {
      this.#endedAt = performance.now();
    }
  }

  /** From now on it is aborted with this signal too: that of the attempt it has become. */
  follow(signal: AbortSignal): void {
    const abort = (): void => this.#abort.abort(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }
}
