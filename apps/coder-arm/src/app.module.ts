import { Module } from '@nestjs/common';
import { modelsProviders } from '@octollm/arm-models';
import { coderArm } from '@octollm/catalogue';
import { ArmModule } from '@octollm/service-kit';
import { CodeAction } from './code.action.ts';

@Module({
  imports: [
    ArmModule.register({ service: coderArm, actions: [CodeAction], providers: [...modelsProviders] }),
  ],
})
export class AppModule {}
