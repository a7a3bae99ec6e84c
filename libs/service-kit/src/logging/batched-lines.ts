import type { DestinationStream } from 'pino';

/** How long a line may wait for others. */
const waitMs = 20;
/** So many characters do not wait. */
const mostWaiting = 16_384;

/** Lines that wait: everybody reads those of other levels at once, also when the process is gone after them. */
const mayWait = (line: string): boolean => line.startsWith('{"level":"info"');

/**
 * Writes lines of level info together: each write is a call of the system, and a request has a line. All others are written
 * at once, with those that wait before them.
 */
export class BatchedLines implements DestinationStream {
  readonly #target: DestinationStream;
  #waiting = '';
  #isTimed = false;
  readonly #onTime = (): void => {
    this.#isTimed = false;
    this.flush();
  };

  constructor(target: DestinationStream) {
    this.#target = target;
  }

  write(line: string): void {
    this.#waiting += line;
    if (!mayWait(line) || this.#waiting.length >= mostWaiting) this.flush();
    else if (!this.#isTimed) {
      this.#isTimed = true;
      setTimeout(this.#onTime, waitMs).unref();
    }
  }

  /** Writes what waits. To be called before the process ends. */
  flush(): void {
    const lines = this.#waiting;
    if (lines === '') return;
    this.#waiting = '';
    this.#target.write(lines);
  }
}
