import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { LimiterStore } from '@octollm/resilience';
import { KeyLimit } from './key-limit.ts';
import { keyRateLimiterProvider } from './key-rate-limiter.ts';
import { LIMITER_STORE, limiterStoreProvider } from './limiter-store.ts';

/** Limits how often callers may ask. */
@Module({
  providers: [limiterStoreProvider, keyRateLimiterProvider, KeyLimit],
  exports: [KeyLimit],
})
export class LimitsModule implements OnApplicationShutdown {
  constructor(@Inject(LIMITER_STORE) private readonly store: LimiterStore | null) {}

  onApplicationShutdown(): void {
    this.store?.close();
  }
}
