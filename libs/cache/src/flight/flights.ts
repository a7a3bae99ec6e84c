interface Flight<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  passengers: number;
}

/**
 * One computation for all who ask for the same thing at the same time in this process. Its error goes to all of them. One
 * who is aborted leaves; the computation is aborted with the last.
 */
export class Flights<Result> {
  readonly #flights = new Map<string, Flight<Result>>();

  /** How many computations run. */
  get size(): number {
    return this.#flights.size;
  }

  /**
   * Waits for the computation of this id, which is started when none runs.
   * @throws the reason of the signal when that is aborted, or what the computation throws
   */
  join(id: string, start: (signal: AbortSignal) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    signal?.throwIfAborted();
    const flight = this.#flights.get(id) ?? this.#open(id, start);
    flight.passengers += 1;
    if (signal === undefined) return flight.result;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        flight.passengers -= 1;
        if (flight.passengers === 0) {
          this.#close(id, flight);
          flight.controller.abort(signal.reason);
        }
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      const stay = (): void => signal.removeEventListener('abort', leave);
      flight.result.then(resolve, reject).finally(stay);
    });
  }

  #open(id: string, start: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const controller = new AbortController();
    const flight: Flight<Result> = { result: start(controller.signal), controller, passengers: 0 };
    this.#flights.set(id, flight);
    const close = (): void => this.#close(id, flight);
    flight.result.then(close, close);
    return flight;
  }

  /** One that was left by all may have been followed by another. */
  #close(id: string, flight: Flight<Result>): void {
    if (this.#flights.get(id) === flight) this.#flights.delete(id);
  }
}
