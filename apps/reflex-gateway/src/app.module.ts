import { Module } from '@nestjs/common';
import { HealthModule } from '@octollm/service-kit';
import { EdgeModule } from './edge/edge.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { OperatorAccess } from './identity/operator-access.ts';

@Module({
  imports: [HealthModule.register({ access: OperatorAccess, imports: [IdentityModule] }), EdgeModule],
})
export class AppModule {}
