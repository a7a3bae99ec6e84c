import type { TaskChange, TaskChangeFeed } from '@octollm/memory';

/** Tells one reader that a task has changed since it last asked. Changes between two questions are not lost. */
export class TaskChanges {
  readonly #unsubscribe: () => void;
  readonly #signal: AbortSignal;
  #changed = false;
  #wake: (() => void) | undefined;

  /** @param matters - which changes the reader wants to hear of; a gap in the announcements always counts. */
  constructor(
    feed: TaskChangeFeed,
    tenantId: string,
    taskId: string,
    signal: AbortSignal,
    matters: (change: TaskChange) => boolean = () => true,
  ) {
    this.#signal = signal;
    this.#unsubscribe = feed.subscribe(tenantId, taskId, (change) => {
      if (change !== 'gap' && !matters(change)) return;
      this.#changed = true;
      this.#wake?.();
    });
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  readonly #onAbort = (): void => this.#wake?.();

  /** Resolves with true on a change, with false when the time is over or the reader has gone. */
  async next(timeoutMs: number): Promise<boolean> {
    if (!this.#changed && !this.#signal.aborted) await this.#pause(timeoutMs);
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  close(): void {
    this.#unsubscribe();
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  async #pause(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, timeoutMs);
    });
    clearTimeout(timer);
    this.#wake = undefined;
  }
}
