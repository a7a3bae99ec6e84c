import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { LimitsModule } from '../limits/limits.module.ts';
import { StoresModule } from '../stores/stores.module.ts';
import { EdgeController } from './edge.controller.ts';
import { Gate } from './gate.ts';
import { OpenApiController } from './openapi.controller.ts';
import { Upstream } from './upstream.ts';
import { WarmUp } from './warm-up.ts';

@Module({
  imports: [IdentityModule, LimitsModule, StoresModule],
  controllers: [EdgeController, OpenApiController],
  providers: [Gate, Upstream, WarmUp],
})
export class EdgeModule {}
