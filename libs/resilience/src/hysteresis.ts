export interface HysteresisOptions {
  /** Failures in a row that turn it unhealthy. @default 3 */
  readonly failures?: number;
  /** Successes in a row that turn it healthy again. @default 2 */
  readonly successes?: number;
}

/** `unknown` until the first success, or until there were enough failures. */
export type HealthState = 'unknown' | 'healthy' | 'unhealthy';

/** Health that does not flap: it takes several checks in a row to change one's mind, but only one to begin well. */
export class Hysteresis {
  readonly #failures: number;
  readonly #successes: number;
  #state: HealthState = 'unknown';
  /** Checks in a row that speak against the state. */
  #against = 0;

  constructor({ failures = 3, successes = 2 }: HysteresisOptions = {}) {
    this.#failures = failures;
    this.#successes = successes;
  }

  get state(): HealthState {
    return this.#state;
  }

  /** Takes in the result of a check. @returns the new state when it changed */
  record(ok: boolean): HealthState | undefined {
    const wanted = ok ? 'healthy' : 'unhealthy';
    if (this.#state === wanted) {
      this.#against = 0;
      return undefined;
    }
    this.#against = ok && this.#state === 'unknown' ? this.#successes : this.#against + 1;
    if (this.#against < (ok ? this.#successes : this.#failures)) return undefined;
    this.#state = wanted;
    this.#against = 0;
    return wanted;
  }
}
