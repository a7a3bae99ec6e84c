import { type ArmError, DeadlineExceededError, type OctoError, UnavailableError } from '@octollm/contracts';

/** The time of the whole request is over. */
class ExecutionTimeoutError extends Error {
  constructor() {
    super('The tools did not end within the time of the request.');
    this.name = 'ExecutionTimeoutError';
  }
}

/** The engine's own timer cuts a call off; the arm's deadline only bounds what is lost when that message is. */
export const armGraceMs = 1_000;

/** The time of one execution, from its request on, and what ends it before. */
export class ExecutionTime {
  readonly signal: AbortSignal;
  /** When calls of arms are to give up by themselves. */
  readonly armDeadline: Date;
  readonly #timeoutMs: number;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;

  /** @param ends - each ends the execution when it is aborted */
  constructor(timeoutMs: number, ends: readonly AbortSignal[]) {
    const timeout = new AbortController();
    this.#timeoutMs = timeoutMs;
    this.#timer = setTimeout(() => timeout.abort(new ExecutionTimeoutError()), timeoutMs);
    this.signal = AbortSignal.any([...ends, timeout.signal]);
    this.armDeadline = new Date(Date.now() + timeoutMs + armGraceMs);
  }

  /** Milliseconds since it began. */
  get elapsed(): number {
    return performance.now() - this.#startedAt;
  }

  /** Lets the time run without ending anything. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  /** What became of a tool that had not ended when the execution was ended. */
  unfinished(): ArmError {
    const rest = { retryable: true, retry_after: null };
    if (!this.#isOver)
      return {
        code: 'aborted',
        category: 'cancelled',
        message: 'The execution was aborted.',
        ...rest,
      };
    const message = `The tool did not end within the ${this.#timeoutMs} ms of the request. Give it more with timeout_ms.`;
    return { code: 'deadline_exceeded', category: 'timeout', message, ...rest };
  }

  /** Why there is no answer: the execution was ended before its tools were known. */
  unanswered(): OctoError {
    return this.#isOver
      ? new DeadlineExceededError(
          `No tools were chosen within the ${this.#timeoutMs} ms of the request. Give it more with timeout_ms.`,
        )
      : new UnavailableError('The execution was aborted. Try again.', { retryAfter: 1 });
  }

  get #isOver(): boolean {
    return this.signal.reason instanceof ExecutionTimeoutError;
  }
}
