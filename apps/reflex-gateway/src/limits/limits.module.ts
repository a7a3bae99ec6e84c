import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { LimiterStore } from '@octollm/resilience';
import { LIMITER_STORE, limiterStoreProvider } from '@octollm/service-kit';
import { ADMISSION_LIMITER, admissionLimiterProvider } from './admission.ts';
import { ClientAddresses } from './client-addresses.ts';
import { FailedKeys } from './failed-keys.ts';
import { RequestLimits } from './request-limits.ts';

/** Limits how often callers may ask. */
@Module({
  providers: [limiterStoreProvider, admissionLimiterProvider, ClientAddresses, FailedKeys, RequestLimits],
  exports: [ADMISSION_LIMITER, ClientAddresses, FailedKeys, LIMITER_STORE, RequestLimits],
})
export class LimitsModule implements OnApplicationShutdown {
  constructor(@Inject(LIMITER_STORE) private readonly store: LimiterStore | null) {}

  onApplicationShutdown(): void {
    this.store?.close();
  }
}
