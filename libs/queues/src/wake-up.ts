import type { Priority } from '@octollm/contracts';

/** How many wake-ups of a queue are where. */
export interface QueueState {
  /** Due, and not with a worker yet. */
  readonly waiting: number;
  readonly active: number;
  /** Not due yet. */
  readonly delayed: number;
  readonly failed: number;
  /** How long the oldest of those that wait has been there, whatever its priority; 0 when none waits. */
  readonly oldestSeconds: number;
}

/**
 * A queue of wake-ups. A wake-up names what is to be looked at and holds no state: the state is in PostgreSQL, and
 * whatever is lost here is put back by a reconciler. One suite of tests runs against both backends.
 */
export interface WakeUpQueue<Payload extends object> {
  /**
   * Sees to it that a worker gets the payload once more, from now on. It is idempotent per id:
   * - while the id waits, nothing is added; when it waits for a delay and this wake-up has none, it becomes due now;
   * - while a worker has it, it comes again when that one is done, once, however often it was added; of several the
   *   last one decides about delay and priority. The same id is never with two workers, except after a crash.
   *
   * @param options.priority - medium when left out. Higher ones come first, equal ones in the order of arrival.
   * @param options.delayMs - not before so many milliseconds from now, or from the end of the run that goes on.
   * @throws UnavailableError when the queue does not take it within five seconds.
   */
  add(payload: Payload, options?: { priority?: Priority; delayMs?: number }): Promise<void>;
  /**
   * How many wake-ups are due and not with a worker yet.
   * @throws UnavailableError
   */
  waiting(): Promise<number>;
  /**
   * How the queue is, over all processes.
   * @throws UnavailableError
   */
  state(): Promise<QueueState>;
  /**
   * Asks the backend for a sign of life.
   * @throws UnavailableError when there is none within five seconds.
   */
  ping(): Promise<void>;
  /** Disconnects; what was added stays. */
  close(): Promise<void>;
}

/** Takes wake-ups from a queue, as many at a time as it may. */
export interface WakeUpWorker {
  /**
   * Whether it takes wake-ups: started, not closed, and not ended by itself. One that has ended by itself is not
   * started again: close it and make another.
   */
  readonly running: boolean;
  /** Wake-ups it works on. */
  readonly inFlight: number;
  /**
   * Changes how many it works on at a time, from now on. When there are fewer places than wake-ups in flight, those
   * are finished and no more are taken meanwhile.
   * @param places - a whole number, at least 1
   */
  limit(places: number): void;
  /**
   * Connects and begins to take wake-ups. Later losses of the connection are repaired in the background.
   * @throws UnavailableError when the backend does not answer within five seconds; it may be started again then.
   */
  start(): Promise<void>;
  /** Takes no more, waits for those in flight and disconnects. */
  close(): Promise<void>;
}
