/**
 * An abort controller that follows a signal until it is unlinked. Unlike `AbortSignal.any` it leaves nothing on a
 * signal that lives longer, of which thousands may be made.
 */
export class LinkedAbort {
  readonly #controller = new AbortController();
  readonly #parent: AbortSignal;
  readonly #follow = (): void => {
    this.#controller.abort(this.#parent.reason);
  };

  constructor(parent: AbortSignal) {
    this.#parent = parent;
    if (parent.aborted) this.#follow();
    else parent.addEventListener('abort', this.#follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Aborts, unless that has happened already: the first reason stays. */
  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** Stops following; to be called when what the signal was for has ended. */
  unlink(): void {
    this.#parent.removeEventListener('abort', this.#follow);
  }
}
