import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { KeyLimit } from '../limits/key-limit.ts';
import { EdgeController } from './edge.controller.ts';
import { Gate } from './gate.ts';
import { OpenApiController } from './openapi.controller.ts';
import { Upstream } from './upstream.ts';

@Module({
  imports: [IdentityModule],
  controllers: [EdgeController, OpenApiController],
  providers: [Gate, KeyLimit, Upstream],
})
export class EdgeModule {}
