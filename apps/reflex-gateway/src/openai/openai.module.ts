import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AccountingModule } from '../accounting/accounting.module.ts';
import { EdgeModule } from '../edge/edge.module.ts';
import { GuardsModule } from '../guards/guards.module.ts';
import { LimitsModule } from '../limits/limits.module.ts';
import { CacheController } from './cache/cache.controller.ts';
import { GatewayCache, gatewayCacheProvider } from './cache/gateway-cache.ts';
import { AnswerCache } from './chat/answer-cache.ts';
import { ChatDesk } from './chat/chat-desk.ts';
import { ProviderChat } from './chat/provider-chat.ts';
import { Embeddings } from './embeddings/embeddings.ts';
import { DirectoryModule } from './models/directory.module.ts';
import { Models } from './models/models.ts';
import { OpenAiController } from './openai.controller.ts';
import { PlatformChat } from './platform/platform-chat.ts';
import { PlatformTasks } from './platform/platform-tasks.ts';
import { CallGuard } from './screening/call-guard.ts';

/** What the gateway answers at `/v1`, as OpenAI's API. */
@Module({
  imports: [AccountingModule, DirectoryModule, EdgeModule, GuardsModule, LimitsModule],
  controllers: [CacheController, OpenAiController],
  providers: [
    gatewayCacheProvider,
    AnswerCache,
    CallGuard,
    ChatDesk,
    Embeddings,
    Models,
    PlatformChat,
    PlatformTasks,
    ProviderChat,
  ],
  exports: [PlatformTasks],
})
export class OpenAiModule implements OnApplicationShutdown {
  constructor(@Inject(GatewayCache) private readonly cache: GatewayCache) {}

  async onApplicationShutdown(): Promise<void> {
    await this.cache.close();
  }
}
