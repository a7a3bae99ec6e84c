import { Module } from '@nestjs/common';
import { GuardsModule } from '../guards/guards.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { LimitsModule } from '../limits/limits.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { CallerTokens } from './caller-tokens.ts';
import { EdgeController } from './edge.controller.ts';
import { Gate } from './gate.ts';
import { OpenApiController } from './openapi.controller.ts';
import { ProcessController } from './process.controller.ts';
import { Uploads } from './uploads.ts';
import { Upstream } from './upstream.ts';
import { WarmUp } from './warm-up.ts';

@Module({
  imports: [GuardsModule, IdentityModule, LimitsModule, StoresModule],
  controllers: [EdgeController, OpenApiController, ProcessController],
  providers: [CallerTokens, Gate, Uploads, Upstream, WarmUp],
  exports: [CallerTokens, Gate, Upstream],
})
export class EdgeModule {}
