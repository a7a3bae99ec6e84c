import { Module } from '@nestjs/common';
import type { ConfigOf, orchestrator } from '@octollm/catalogue';
import { CONFIG, TokenSigner } from '@octollm/service-kit';
import { ArmRegistry } from './arm-registry.ts';

@Module({
  providers: [
    {
      provide: TokenSigner,
      inject: [CONFIG],
      useFactory: (config: ConfigOf<typeof orchestrator>) =>
        new TokenSigner('orchestrator', config.ORCHESTRATOR_SIGNING_KEY),
    },
    ArmRegistry,
  ],
  exports: [ArmRegistry],
})
export class ArmsModule {}
