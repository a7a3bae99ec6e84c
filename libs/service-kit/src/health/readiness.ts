/** A store that the service opens itself and cannot work without. */
export interface ReadinessCheck {
  readonly name: string;
  /** Resolves when the store answers, rejects when it does not. */
  readonly check: () => Promise<void>;
}

/** Whether the service can take requests: it has started, is not stopping, and its own stores answer. */
export class Readiness {
  readonly #checks: ReadinessCheck[] = [];
  readonly #dependencies: ReadinessCheck[] = [];
  #phase: 'starting' | 'running' | 'stopping' = 'starting';

  /** Adds a store of the service: it takes part in readiness. */
  add(check: ReadinessCheck): void {
    this.#checks.push(check);
  }

  /** Adds another service: it is shown in `/health`, but does not take part in readiness. */
  addDependency(check: ReadinessCheck): void {
    this.#dependencies.push(check);
  }

  get stores(): readonly ReadinessCheck[] {
    return this.#checks;
  }

  get dependencies(): readonly ReadinessCheck[] {
    return this.#dependencies;
  }

  get phase(): 'starting' | 'running' | 'stopping' {
    return this.#phase;
  }

  /** Called by `bootstrap` once the service listens. */
  started(): void {
    this.#phase = 'running';
  }

  /** Called by `bootstrap` when the stop signal came. */
  stopping(): void {
    this.#phase = 'stopping';
  }
}
