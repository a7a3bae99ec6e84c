import { Module } from '@nestjs/common';
import { HealthModule } from '@octollm/service-kit';
import { EdgeModule } from './edge/edge.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { KeyAdminModule } from './identity/keys/key-admin.module.ts';
import { OperatorAccess } from './identity/operator-access.ts';
import { PauseAdminModule } from './identity/pauses/pause-admin.module.ts';
import { McpModule } from './mcp/mcp.module.ts';
import { OpenAiModule } from './openai/openai.module.ts';
import { Alertmanager } from './status/alertmanager.ts';
import { StatusController } from './status/status.controller.ts';
import { StatusReader } from './status/status-reader.ts';

@Module({
  imports: [
    HealthModule.register({ access: OperatorAccess, imports: [IdentityModule] }),
    EdgeModule,
    IdentityModule,
    KeyAdminModule,
    McpModule,
    OpenAiModule,
    PauseAdminModule,
  ],
  controllers: [StatusController],
  providers: [Alertmanager, StatusReader],
})
export class AppModule {}
