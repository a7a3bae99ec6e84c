import type { Attempt } from './attempt.ts';
import {
  type Drop,
  Dropped,
  type FailFast,
  LimitedError,
  type Queue,
  type WaitingMode,
} from './waiting-mode.ts';

/** The longest time a timer of Node takes. */
const longestTimerMs = 2_147_483_647;

interface Waiter {
  /** Asks the limit. @returns undefined when it was admitted, otherwise the milliseconds to wait */
  readonly ask: () => Promise<number | undefined>;
  readonly fail: (error: unknown) => void;
}

interface Line {
  /** In the order of arrival; who is admitted or gives up leaves. */
  readonly waiters: Set<Waiter>;
  asking: boolean;
  /** Whether something may have become free since the limit was asked. */
  stale: boolean;
  retryAfterMs: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Lets work wait for a limit, whichever it is. Work that waits for the same thing stands in one line, first come first
 * served in this process; only the first of a line asks the limit, when it said to ask again or when it is woken. While
 * a line has somebody in it nobody else is let past.
 */
export class WaitingLines {
  readonly #lines = new Map<string, Line>();

  /** The lines in which somebody waits. */
  get waiting(): readonly string[] {
    return [...this.#lines.keys()];
  }

  /**
   * Asks a limit until it admits, or does what the mode says.
   *
   * @param line - work with the same line has the same limits
   * @param attempt - asks the limit once
   * @param giveBack - undoes an admission that came after the wait was over
   * @throws LimitedError when it is refused in mode fail_fast, or has waited as long as it may in mode queue
   * @throws the reason of the signal, and whatever `attempt` throws
   */
  admit<Value>(
    line: string,
    attempt: () => Promise<Attempt<Value>>,
    mode: FailFast | Queue,
    giveBack?: (value: Value) => void,
  ): Promise<Value>;
  admit<Value>(line: string, attempt: () => Promise<Attempt<Value>>, mode: Drop): Promise<Value | Dropped>;
  admit<Value>(
    line: string,
    attempt: () => Promise<Attempt<Value>>,
    mode: WaitingMode,
    giveBack?: (value: Value) => void,
  ): Promise<Value | Dropped>;
  async admit<Value>(
    line: string,
    attempt: () => Promise<Attempt<Value>>,
    mode: WaitingMode,
    giveBack: (value: Value) => void = () => undefined,
  ): Promise<Value | Dropped> {
    const before = this.#lines.get(line);
    if (mode.mode === 'queue') {
      mode.signal?.throwIfAborted();
      if (before !== undefined) return this.#wait(line, attempt, mode, giveBack);
    }
    const answer =
      before === undefined
        ? await attempt()
        : ({ admitted: false, retryAfterMs: before.retryAfterMs } as const);
    if (answer.admitted) {
      if (mode.mode === 'queue' && mode.signal?.aborted === true) {
        giveBack(answer.value);
        mode.signal.throwIfAborted();
      }
      return answer.value;
    }
    switch (mode.mode) {
      case 'drop':
        return new Dropped(answer.retryAfterMs);
      case 'fail_fast':
        throw new LimitedError(answer.retryAfterMs);
      case 'queue':
        mode.signal?.throwIfAborted();
        return this.#wait(line, attempt, mode, giveBack, answer.retryAfterMs);
    }
  }

  /** Lets the first of a line ask again: something has become free. */
  wake(line: string): void {
    const found = this.#lines.get(line);
    if (found === undefined) return;
    found.stale = true;
    this.#ask(line, found);
  }

  #wait<Value>(
    name: string,
    attempt: () => Promise<Attempt<Value>>,
    { waitMs, signal }: Queue,
    giveBack: (value: Value) => void,
    refusedForMs?: number,
  ): Promise<Value> {
    const line = this.#enter(name, refusedForMs);
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined;
      const leave = (): boolean => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        return this.#leave(name, line, waiter);
      };
      const waiter: Waiter = {
        ask: async () => {
          const answer = await attempt();
          if (!answer.admitted) return answer.retryAfterMs;
          if (leave()) resolve(answer.value);
          else giveBack(answer.value);
          return undefined;
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      const onAbort = (): void => waiter.fail(signal?.reason);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (waitMs !== undefined)
        timer = setTimeout(
          () => waiter.fail(new LimitedError(line.retryAfterMs)),
          Math.min(waitMs, longestTimerMs),
        );
      line.waiters.add(waiter);
      if (line.timer === undefined && !line.asking) this.#ask(name, line);
    });
  }

  /** The line, which begins with a pause when the limit has just refused its first. */
  #enter(name: string, refusedForMs: number | undefined): Line {
    const known = this.#lines.get(name);
    if (known !== undefined) return known;
    const line: Line = { waiters: new Set(), asking: false, stale: false, retryAfterMs: 0, timer: undefined };
    this.#lines.set(name, line);
    if (refusedForMs !== undefined) this.#pause(name, line, refusedForMs);
    return line;
  }

  /** @returns whether the waiter still stood in the line */
  #leave(name: string, line: Line, waiter: Waiter): boolean {
    const [first] = line.waiters;
    const stood = line.waiters.delete(waiter);
    if (line.waiters.size === 0) {
      clearTimeout(line.timer);
      line.timer = undefined;
      if (this.#lines.get(name) === line) this.#lines.delete(name);
    } else if (first === waiter && !line.asking) {
      // The next one may want less than the one that left.
      this.#ask(name, line);
    }
    return stood;
  }

  #pause(name: string, line: Line, ms: number): void {
    line.retryAfterMs = ms;
    line.timer = setTimeout(() => this.#ask(name, line), Math.min(Math.max(ms, 1), longestTimerMs));
  }

  #ask(name: string, line: Line): void {
    clearTimeout(line.timer);
    line.timer = undefined;
    if (!line.asking) void this.#askInTurn(name, line);
  }

  async #askInTurn(name: string, line: Line): Promise<void> {
    line.asking = true;
    let pauseMs: number | undefined;
    while (pauseMs === undefined || line.stale) {
      line.stale = false;
      const [first] = line.waiters;
      if (first === undefined) break;
      try {
        pauseMs = await first.ask();
      } catch (error) {
        first.fail(error);
      }
      // Another one is first now, and has not asked.
      if (!line.waiters.has(first)) pauseMs = undefined;
    }
    line.asking = false;
    if (pauseMs !== undefined && line.waiters.size > 0) this.#pause(name, line, pauseMs);
  }
}
