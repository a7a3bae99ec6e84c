import { Module } from '@nestjs/common';
import { HealthModule } from '@octollm/service-kit';
import { EdgeModule } from './edge/edge.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { KeyAdminModule } from './identity/keys/key-admin.module.ts';
import { OperatorAccess } from './identity/operator-access.ts';
import { McpModule } from './mcp/mcp.module.ts';
import { OpenAiModule } from './openai/openai.module.ts';

@Module({
  imports: [
    HealthModule.register({ access: OperatorAccess, imports: [IdentityModule] }),
    EdgeModule,
    KeyAdminModule,
    McpModule,
    OpenAiModule,
  ],
})
export class AppModule {}
