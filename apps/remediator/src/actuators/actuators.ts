import {
  type Actuator,
  impossible,
  type Performed,
  type PlatformRemedy,
  type Remedy,
  type ServiceRemedy,
} from './actuator.ts';

/** Gives each remedy to what can carry it out. */
export class Actuators implements Actuator {
  readonly #services: Actuator<ServiceRemedy>;
  readonly #platform: Actuator<PlatformRemedy> | undefined;

  /** @param platform undefined when there is no key for its API */
  constructor(services: Actuator<ServiceRemedy>, platform: Actuator<PlatformRemedy> | undefined) {
    this.#services = services;
    this.#platform = platform;
  }

  async perform(remedy: Remedy, signal: AbortSignal): Promise<Performed> {
    switch (remedy.kind) {
      case 'restart':
      case 'scale':
      case 'restore':
        return this.#services.perform(remedy, signal);
      case 'purge_cache':
      case 'open_breaker':
      case 'pause_tenant':
        return (
          this.#platform?.perform(remedy, signal) ??
          impossible('REMEDIATOR_API_KEY is not set, so the API of the platform cannot be used.')
        );
    }
  }
}
