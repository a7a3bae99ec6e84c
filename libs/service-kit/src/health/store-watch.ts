import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Hysteresis } from '@octollm/resilience';
import { Readiness } from './readiness.ts';
import { type Look, StoreProbe } from './store-probe.ts';

/** Within so long a store that went away shows in `/health`. */
const everyMs = 1_000;

/** What the last look at a store has shown, and what the looks before it make of that. */
export interface WatchedStore extends Look {
  readonly name: string;
  /** False after three failures in a row until two successes in a row. */
  readonly healthy: boolean;
}

/**
 * Looks at the stores of a service once a second. A store that does not answer is seen to be away at once, but it takes
 * three failures for the service to be not ready, and then two successes to be ready again: requests go elsewhere when
 * a store is gone, and not for a hiccup that all replicas share.
 */
@Injectable()
export class StoreWatch implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #health = new Map<string, Hysteresis>();
  #stores: readonly WatchedStore[] = [];
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #first: Promise<void> | undefined;

  constructor(
    @Inject(Readiness) private readonly readiness: Readiness,
    @Inject(StoreProbe) private readonly probe: StoreProbe,
  ) {}

  onApplicationBootstrap(): void {
    this.#first = this.#look();
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** The stores as they were at the last look; waits for the first one. */
  async stores(): Promise<readonly WatchedStore[]> {
    await this.#first;
    return this.#stores;
  }

  /** A look that takes longer than the interval is not overtaken by the next. */
  #look(): Promise<void> {
    this.#looking ??= this.#lookOnce().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #lookOnce(): Promise<void> {
    this.#stores = await Promise.all(
      this.readiness.stores.map(async (store): Promise<WatchedStore> => {
        const look = await this.probe.look(store);
        const health = this.#health.get(store.name) ?? new Hysteresis();
        this.#health.set(store.name, health);
        health.record(look.up);
        return { name: store.name, ...look, healthy: health.state === 'healthy' };
      }),
    );
  }
}
