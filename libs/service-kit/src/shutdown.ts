/** The service stops and its drain time is over: what was still in flight is given up, and may be tried elsewhere. */
export class ServiceStoppingError extends Error {
  constructor() {
    super('The service stops.');
    this.name = 'ServiceStoppingError';
  }
}

/** Tells the parts of a service that it stops. */
export class Shutdown {
  readonly #soft = new AbortController();
  readonly #hard = new AbortController();

  /** Aborted when the stop begins: streams end, nothing new starts, work in flight goes on. */
  get soft(): AbortSignal {
    return this.#soft.signal;
  }

  /** Aborted with a ServiceStoppingError when the drain time is over: work in flight is given up. */
  get hard(): AbortSignal {
    return this.#hard.signal;
  }

  begin(): void {
    this.#soft.abort(new ServiceStoppingError());
  }

  giveUp(): void {
    this.#hard.abort(new ServiceStoppingError());
  }
}
