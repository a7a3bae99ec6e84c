import { LinkedAbort } from './linked-abort.ts';

/** A call that may be made before anybody has asked for it. */
export interface SpeculativeCall<Result> {
  /** What makes another call the same one, for example `callIdentity`. */
  readonly identity: string;
  /** It changes nothing, so that it does no harm when nobody asks for it. */
  readonly readOnly: true;
  readonly run: (signal: AbortSignal) => Promise<Result>;
}

/** A call with side effects was to be made ahead. */
export class NotReadOnlyError extends Error {
  constructor(identity: string) {
    super(`The call ${identity} is not read-only and is made only when it is asked for.`);
    this.name = 'NotReadOnlyError';
  }
}

/** What became of the calls that were made ahead. */
export interface SpeculationEnd {
  /** Calls that were asked for. */
  readonly committed: number;
  /** Calls that nobody asked for, whether they had ended or were aborted. */
  readonly discarded: number;
}

interface Running<Result> {
  readonly abort: LinkedAbort;
  readonly result: Promise<Result>;
  readonly settled: Promise<unknown>;
}

/** Makes calls ahead of the question whether they are needed, and gives each to the first who makes the same call. */
export class Speculation<Result> {
  readonly #signal: AbortSignal;
  readonly #running = new Map<string, Running<Result>>();
  #committed = 0;
  #isOver = false;

  /** @param signal aborts every call, those that were committed included */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /**
   * Starts calls that are not running yet; after `discard` or the abort of the signal none.
   * @throws NotReadOnlyError before any call is made when one of them has side effects, whatever its type says
   */
  start(calls: readonly SpeculativeCall<Result>[]): void {
    for (const { identity, readOnly } of calls as readonly { identity: string; readOnly?: unknown }[])
      if (readOnly !== true) throw new NotReadOnlyError(identity);
    for (const { identity, run } of calls)
      if (!this.#isOver && !this.#signal.aborted && !this.#running.has(identity))
        this.#running.set(identity, this.#begin(run));
  }

  /** The result of the same call if one was started and nobody has taken it; it may be on its way yet. */
  take(identity: string): Promise<Result> | undefined {
    const call = this.#running.get(identity);
    if (call === undefined) return undefined;
    this.#running.delete(identity);
    this.#committed += 1;
    return call.result;
  }

  /** Aborts what nobody has taken and waits until it has settled; a failure of such a call is nobody's. */
  async discard(): Promise<SpeculationEnd> {
    this.#isOver = true;
    const rest = [...this.#running.values()];
    this.#running.clear();
    for (const { abort } of rest) abort.abort(new DOMException('Nobody asked for the call.', 'AbortError'));
    await Promise.all(rest.map(({ settled }) => settled));
    return { committed: this.#committed, discarded: rest.length };
  }

  #begin(run: SpeculativeCall<Result>['run']): Running<Result> {
    const abort = new LinkedAbort(this.#signal);
    const result = (async () => run(abort.signal))();
    const settled = result.then(
      () => abort.unlink(),
      () => abort.unlink(),
    );
    return { abort, result, settled };
  }
}
