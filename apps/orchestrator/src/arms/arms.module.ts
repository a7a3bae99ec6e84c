import { Module } from '@nestjs/common';
import type { ConfigOf, orchestrator } from '@octollm/catalogue';
import type { ConcurrencyLimiter } from '@octollm/resilience';
import {
  CONFIG,
  EndpointAllowlist,
  ForeignClients,
  LOGGER,
  TokenDenyListModule,
  TokenSigner,
} from '@octollm/service-kit';
import type { Logger } from 'pino';
import { MemoryObserver } from '../memory/memory-observer.ts';
import { ToolLog } from '../memory/tool-log.ts';
import { CONCURRENCY_LIMITER } from '../stores/limits.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { ArmObserver } from './arm-observer.ts';
import { ArmRegistry } from './arm-registry.ts';
import { BuiltInArms } from './built-in-arms.ts';
import { EarlierReplies } from './earlier-replies.ts';
import { ForeignArms } from './foreign-arms.ts';
import { HeldCircuits } from './held-circuits.ts';
import { StepPermits } from './step-permits.ts';

type Config = ConfigOf<typeof orchestrator>;

/** The arms and the way to them. */
@Module({
  imports: [StoresModule, TokenDenyListModule],
  providers: [
    {
      provide: TokenSigner,
      inject: [CONFIG],
      useFactory: (config: Config) => new TokenSigner('orchestrator', config.ORCHESTRATOR_SIGNING_KEY),
    },
    {
      provide: ForeignClients,
      inject: [CONFIG],
      useFactory: (config: Config) =>
        new ForeignClients(
          new EndpointAllowlist('ORCHESTRATOR_ARM_ALLOWLIST', config.ORCHESTRATOR_ARM_ALLOWLIST),
        ),
    },
    MemoryObserver,
    ToolLog,
    ArmObserver,
    EarlierReplies,
    BuiltInArms,
    ForeignArms,
    ArmRegistry,
    HeldCircuits,
    {
      provide: StepPermits,
      inject: [CONCURRENCY_LIMITER, CONFIG, ArmRegistry, LOGGER],
      useFactory: (
        limiter: ConcurrencyLimiter,
        config: Config,
        arms: ArmRegistry,
        logger: Logger,
      ): StepPermits =>
        new StepPermits({
          limiter,
          maxCalls: config.ORCHESTRATOR_MAX_CALLS,
          armLimit: (arm) => arms.maxConcurrent(arm),
          toolLimits: config.ORCHESTRATOR_TOOL_LIMITS,
          onError: (error) => logger.warn({ error }, 'a permit could not be renewed or given back'),
        }),
    },
  ],
  exports: [ArmRegistry, EarlierReplies, HeldCircuits, StepPermits, MemoryObserver, TokenSigner],
})
export class ArmsModule {}
