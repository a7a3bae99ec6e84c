import type { Hold, HoldKind } from './hold.ts';
import type { HoldStore } from './hold-store.ts';

export interface HoldWatchOptions {
  readonly store: Pick<HoldStore, 'list'>;
  readonly kind: HoldKind;
  /** Hears after every look, also one that failed, because holds end by the clock as well; and of what was learnt. */
  readonly onLook?: () => void;
  /** Hears of the first look that fails after one that did not. */
  readonly onError: (error: unknown) => void;
  /** Milliseconds from the end of a look to the next one. @default 1,000 */
  readonly everyMs?: number;
}

/**
 * What is held, as one replica knows it. PostgreSQL is asked once a second, which needs no connection of its own and
 * goes through a pooler; while it is away, what was known last holds until its time.
 */
export class HoldWatch {
  readonly #options: HoldWatchOptions;
  #holds: ReadonlyMap<string, Hold> = new Map();
  /** Looks are numbered as they begin, so that an answer from before a change does not undo one from after it. */
  #begun = 0;
  #known = 0;
  #hasFailed = false;
  #isClosed = false;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: HoldWatchOptions) {
    this.#options = options;
  }

  /** Looks for the first time, and then again and again. It never rejects. */
  async start(): Promise<void> {
    await this.#lookAgain();
  }

  /** Looks no more; the look that is under way is waited for. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  /** The hold of something; undefined when it is not held at this moment. */
  of(subject: string): Hold | undefined {
    const hold = this.#holds.get(subject);
    return hold === undefined || hold.until.getTime() <= Date.now() ? undefined : hold;
  }

  /** Everything that is held at this moment. */
  get all(): readonly Hold[] {
    return [...this.#holds.keys()].flatMap((subject) => this.of(subject) ?? []);
  }

  /** Takes in what this replica has changed itself: the hold of something, or that it is lifted. */
  learn(subject: string, hold: Hold | undefined): void {
    const holds = new Map(this.#holds);
    if (hold === undefined) holds.delete(subject);
    else holds.set(subject, hold);
    this.#holds = holds;
    this.#known = ++this.#begun;
    this.#options.onLook?.();
  }

  async #look(): Promise<void> {
    const { store, kind, onError, onLook } = this.#options;
    const number = ++this.#begun;
    try {
      const holds = await store.list(kind);
      if (number > this.#known) {
        this.#known = number;
        this.#holds = new Map(holds.map((hold) => [hold.subject, hold]));
      }
      this.#hasFailed = false;
    } catch (error) {
      if (!this.#hasFailed) onError(error);
      this.#hasFailed = true;
    }
    onLook?.();
  }

  async #lookAgain(): Promise<void> {
    this.#looking = this.#look();
    await this.#looking;
    if (this.#isClosed) return;
    this.#timer = setTimeout(() => void this.#lookAgain(), this.#options.everyMs ?? 1_000).unref();
  }
}
