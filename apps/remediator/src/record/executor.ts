import type { EndedRemediation } from '@octollm/memory';
import type { Actuator, Performed } from '../actuators/actuator.ts';
import { failed, succeeded } from '../actuators/actuator.ts';
import type { Verdict } from '../decide/verdict.ts';
import type { Ledger } from './ledger.ts';

/** Hears how actions ended. */
export interface ActionWatch {
  ended(verdict: Verdict, ended: EndedRemediation): void;
  /** It was done, or not, but could not be written down. */
  unrecorded(verdict: Verdict, error: unknown): void;
}

export interface ExecutorOptions {
  readonly ledger: Pick<Ledger, 'end'>;
  readonly actuator: Actuator;
  readonly watch: ActionWatch;
  /** Aborted when actions are to be given up. */
  readonly signal: AbortSignal;
  /** How long an action may take. */
  readonly timeoutMs: number;
}

/** Carries decisions out, each once, and writes down how it went. */
export class Executor {
  readonly #options: ExecutorOptions;
  readonly #running = new Set<Promise<void>>();

  constructor(options: ExecutorOptions) {
    this.#options = options;
  }

  /** Begins an action. What goes wrong with it is its end, and no error of the caller. */
  start(verdict: Verdict): void {
    const running = this.#run(verdict).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when nothing is being done any more. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #run(verdict: Verdict): Promise<void> {
    const { ledger, watch } = this.#options;
    const begun = performance.now();
    const performed = await this.#perform(verdict);
    const ended = { ...performed, milliseconds: Math.round(performance.now() - begun) };
    watch.ended(verdict, ended);
    try {
      await ledger.end(verdict, ended);
    } catch (error) {
      // It is recorded as unknown later on, and counts as what it was.
      watch.unrecorded(verdict, error);
    }
  }

  async #perform({ remedy }: Verdict): Promise<Performed> {
    if (remedy === null) return succeeded('There was nothing to do.');
    const { actuator, signal, timeoutMs } = this.#options;
    try {
      return await actuator.perform(remedy, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]));
    } catch (error) {
      return failed(`It could not be done: ${String(error)}`);
    }
  }
}
