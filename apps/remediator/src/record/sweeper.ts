import { lostSeconds } from '../actuators/deadlines.ts';
import type { Verdict } from '../decide/verdict.ts';
import type { Ledger } from './ledger.ts';

const everyMs = 60_000;

export interface SweeperOptions {
  readonly ledger: Pick<Ledger, 'unended' | 'end'>;
  readonly remediator: { putBackOverdue(): Promise<readonly Verdict[]> };
  /** Hears of actions that are recorded as unknown now. */
  readonly onLost: (action: string, target: string) => void;
  readonly onError: (error: unknown) => void;
}

/** Looks at the record at the start and every minute: at what was cut off, and what is raised for too long. */
export class Sweeper {
  readonly #options: SweeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #sweep: Promise<void> | undefined;

  constructor(options: SweeperOptions) {
    this.#options = options;
  }

  start(): void {
    const begin = (): void => {
      this.#sweep ??= this.sweep()
        .catch(this.#options.onError)
        .finally(() => {
          this.#sweep = undefined;
        });
    };
    begin();
    this.#timer = setInterval(begin, everyMs);
    this.#timer.unref();
  }

  /** Looks once. @throws UnavailableError */
  async sweep(): Promise<void> {
    const { ledger, remediator, onLost } = this.#options;
    for (const lost of await ledger.unended(lostSeconds)) {
      const message = 'The process that did it ended before it was done.';
      if (await ledger.end(lost, { outcome: 'unknown', message, milliseconds: 0 }))
        onLost(lost.action, lost.target);
    }
    await remediator.putBackOverdue();
  }

  /** Looks no more, and resolves when it does not look. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweep;
  }
}
