import { Module } from '@nestjs/common';
import { coderArm } from '@octollm/catalogue';
import { ArmModule, CONFIG } from '@octollm/service-kit';
import { CHAT_PROVIDER, chatProviderOf } from './chat-provider.ts';
import { CodeAction } from './code.action.ts';

@Module({
  imports: [
    ArmModule.register({
      service: coderArm,
      actions: [CodeAction],
      providers: [{ provide: CHAT_PROVIDER, inject: [CONFIG], useFactory: chatProviderOf }],
    }),
  ],
})
export class AppModule {}
